package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
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
    if (test instanceof PyTree.Unary not && not.op() == PyTree.UnaryOp.NOT) {
      Boolean inner = given(not.operand(), frame, state);
      return inner == null ? null : !inner;
    }
    FunctionSymbol function = frame.function;
    if (!(test instanceof PyTree.Name name)
        || function == null
        || function.locals().bindings().containsKey(name.name())
        || function.definition().parameters().all().stream()
            .noneMatch(each -> each.name().equals(name.name()))) {
      return null;
    }
    Value value = state.env.get(name.name());
    if (value == null) {
      return null;
    }
    if (PyTree.ConstantKind.TRUE.equals(value.constant())) {
      return true;
    }
    boolean no = PyTree.ConstantKind.FALSE.equals(value.constant()) || value.isNone();
    return no ? Boolean.FALSE : null;
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
