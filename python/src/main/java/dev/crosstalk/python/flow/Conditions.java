package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Evaluates what branches decide on, and tells which reads each part of a test looks at itself.
final class Conditions {
  private final Walk walk;

  Conditions(Walk walk) {
    this.walk = walk;
  }

  /// A test with the reads that it checks.
  record Tested(Value value, Set<ReadEvent> reads) {}

  /// What the caller has decided by handing over `True`, `False` or `None` for a parameter that the
  /// function itself does not bind again; null when that is not so.
  static @Nullable Boolean given(PyTree.Expr test, Frame frame, State state) {
    return switch (test) {
      case PyTree.Unary not when not.op() == PyTree.UnaryOp.NOT -> {
        Boolean inner = given(not.operand(), frame, state);
        yield inner == null ? null : !inner;
      }
      case PyTree.Name name -> {
        Object constant = constant(name, frame, state);
        boolean no = PyTree.ConstantKind.FALSE.equals(constant) || Callee.NONE.equals(constant);
        yield no ? Boolean.FALSE : PyTree.ConstantKind.TRUE.equals(constant) ? Boolean.TRUE : null;
      }
      case PyTree.Compare compare -> isNone(compare, frame, state);
      default -> null;
    };
  }

  /// `parameter is None` and `parameter is not None`.
  private static @Nullable Boolean isNone(PyTree.Compare compare, Frame frame, State state) {
    boolean is = compare.ops().equals(List.of(PyTree.CompareOp.IS));
    if ((!is && !compare.ops().equals(List.of(PyTree.CompareOp.IS_NOT)))
        || !(compare.left() instanceof PyTree.Name name)
        || !(compare.comparators().getFirst() instanceof PyTree.Constant none)
        || none.kind() != PyTree.ConstantKind.NONE) {
      return null;
    }
    Object constant = constant(name, frame, state);
    return constant == null ? null : Callee.NONE.equals(constant) == is;
  }

  /// The literal that a parameter stands for on this path.
  private static @Nullable Object constant(PyTree.Name name, Frame frame, State state) {
    FunctionSymbol function = frame.function;
    if (function == null
        || function.locals().bindings().containsKey(name.name())
        || function.definition().parameters().all().stream()
            .noneMatch(each -> each.name().equals(name.name()))) {
      return null;
    }
    Value value = state.env.get(name.name());
    return value == null ? null : value.constant();
  }

  /// Evaluates a test. Each operand of `and`, `or` and `not` is a test of its own: that one of them
  /// asks something else does not take from what the others check.
  Tested test(PyTree.Expr expression, Frame frame, State state) {
    switch (expression) {
      case PyTree.BoolOp bool -> {
        Value value = null;
        Set<ReadEvent> reads = Set.of();
        for (PyTree.Expr each : bool.values()) {
          Tested part = test(each, frame, state);
          reads = Value.union(reads, part.reads());
          value = value == null ? part.value() : Value.join(value, part.value());
        }
        return new Tested(value == null ? Value.UNKNOWN : value, reads);
      }
      case PyTree.Unary unary when unary.op() == PyTree.UnaryOp.NOT -> {
        return test(unary.operand(), frame, state);
      }
      default -> {
        Value value = walk.expressions.eval(expression, frame, state);
        Set<ReadEvent> reads =
            Value.union(value.reads(), walk.expressions.truth(value, expression, frame, state));
        return new Tested(value, Tests.direct(value, reads));
      }
    }
  }
}
