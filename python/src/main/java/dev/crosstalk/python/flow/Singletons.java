package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.Linker;
import dev.crosstalk.python.names.Names;
import dev.crosstalk.python.names.Resolution;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Classes whose metaclass keeps the one object of each class: calling the class gives what the
/// first call made.
final class Singletons {
  private final Linker linker;
  private final Map<ClassSymbol, Boolean> known = new HashMap<>();

  Singletons(Linker linker) {
    this.linker = linker;
  }

  /// True when a metaclass of the class keeps its object under the class alone.
  boolean isOne(ClassSymbol type) {
    return known.computeIfAbsent(type, this::keepsOne);
  }

  private boolean keepsOne(ClassSymbol type) {
    for (ClassSymbol each : linker.lineage(type)) {
      for (PyTree.Argument argument : each.definition().arguments()) {
        if ("metaclass".equals(argument.name())
            && linker.dotted(each.module(), Names.dotted(argument.value()))
                instanceof Resolution.ToClass(ClassSymbol metaclass)) {
          FunctionSymbol call = linker.method(metaclass, "__call__");
          return call != null && keeps(call);
        }
      }
    }
    return false;
  }

  /// `cls._instances[cls] = …` or `cls._instance = …`: what is made is kept for the class alone,
  /// and not for the arguments of the call.
  private static boolean keeps(FunctionSymbol call) {
    List<PyTree.Parameter> parameters = call.definition().parameters().all();
    String self = parameters.isEmpty() ? "" : parameters.getFirst().name();
    boolean[] kept = new boolean[1];
    for (PyTree.Stmt statement : call.definition().body()) {
      PyWalk.walkOwn(
          statement,
          node -> {
            if (node instanceof PyTree.Assign assign) {
              for (PyTree.Expr target : assign.targets()) {
                kept[0] |= isOf(target, self);
              }
            }
          });
    }
    return kept[0];
  }

  private static boolean isOf(PyTree.@Nullable Expr target, String self) {
    return switch (target) {
      case PyTree.Subscript item -> isName(item.index(), self);
      case PyTree.Attribute attribute -> isName(attribute.value(), self);
      case null, default -> false;
    };
  }

  private static boolean isName(PyTree.Expr expression, String self) {
    return expression instanceof PyTree.Name name && name.name().equals(self);
  }
}
