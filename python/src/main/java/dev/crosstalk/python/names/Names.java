package dev.crosstalk.python.names;

import dev.crosstalk.python.syntax.PyTree;

/// Small questions about names in expressions.
public final class Names {
  private Names() {}

  /// The last identifier of a name, an attribute chain, or a call of one; empty otherwise.
  public static String lastName(PyTree.Expr expression) {
    return switch (expression) {
      case PyTree.Name name -> name.name();
      case PyTree.Attribute attribute -> attribute.name();
      case PyTree.Call call -> lastName(call.function());
      case PyTree.Subscript subscript -> lastName(subscript.value());
      default -> "";
    };
  }

  /// The dotted path of a name or attribute chain; empty when it is something else.
  public static String dotted(PyTree.Expr expression) {
    return switch (expression) {
      case PyTree.Name name -> name.name();
      case PyTree.Attribute attribute -> {
        String head = dotted(attribute.value());
        yield head.isEmpty() ? "" : head + "." + attribute.name();
      }
      default -> "";
    };
  }
}
