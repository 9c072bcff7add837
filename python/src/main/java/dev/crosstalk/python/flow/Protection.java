package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Questions about `try` around places of one function.
final class Protection {
  private Protection() {}

  /// True when `node` stands in the body of a `try` that catches `error`.
  static boolean catches(PyTree.FunctionDef function, PyTree node, String error) {
    boolean[] found = new boolean[1];
    PyWalk.walk(
        function,
        each -> {
          if (each instanceof PyTree.Try attempt
              && spans(attempt.body(), node)
              && catchesAny(attempt, error)) {
            found[0] = true;
          }
          if (each instanceof PyTree.WithItem item
              && item.context() instanceof PyTree.Call call
              && Names.lastName(call.function()).equals("suppress")
              && each.start() < node.start()) {
            found[0] |= call.arguments().stream().anyMatch(a -> names(a.value(), error));
          }
        });
    return found[0];
  }

  /// True when a `yield` stands between two nodes of a generator, and an error that is thrown in
  /// there skips the second.
  static boolean skipsAfterYield(PyTree.FunctionDef function, PyTree first, PyTree second) {
    boolean[] between = new boolean[1];
    boolean[] guarded = new boolean[1];
    PyWalk.walk(
        function,
        node -> {
          if (node instanceof PyTree.Yield
              && node.start() > first.start()
              && node.start() < second.start()) {
            between[0] = true;
            guarded[0] |= isGuarded(function, node, second);
          }
        });
    return between[0] && !guarded[0];
  }

  private static boolean isGuarded(PyTree.FunctionDef function, PyTree yield, PyTree reset) {
    boolean[] found = new boolean[1];
    PyWalk.walk(
        function,
        node -> {
          if (node instanceof PyTree.Try attempt && spans(attempt.body(), yield)) {
            found[0] |=
                spans(attempt.finalBody(), reset)
                    || attempt.handlers().stream().anyMatch(each -> spans(each.body(), reset))
                    || catchesAny(attempt, "Exception");
          }
        });
    return found[0];
  }

  private static boolean spans(List<? extends PyTree> nodes, PyTree node) {
    return !nodes.isEmpty()
        && nodes.getFirst().start() <= node.start()
        && node.end() <= nodes.getLast().end();
  }

  private static boolean catchesAny(PyTree.Try attempt, String error) {
    for (PyTree.ExceptHandler handler : attempt.handlers()) {
      if (names(handler.type(), error)) {
        return true;
      }
    }
    return false;
  }

  private static boolean names(PyTree.@Nullable Expr type, String error) {
    return switch (type) {
      case null -> true;
      case PyTree.TupleDisplay tuple ->
          tuple.elements().stream().anyMatch(each -> names(each, error));
      default -> {
        String name = Names.lastName(type);
        yield name.equals(error) || name.equals("Exception") || name.equals("BaseException");
      }
    };
  }
}
