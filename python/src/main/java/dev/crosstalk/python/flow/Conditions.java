package dev.crosstalk.python.flow;

import dev.crosstalk.python.syntax.PyTree;
import java.util.Set;

/// Evaluates what branches decide on, and tells which reads each part of a test looks at itself.
final class Conditions {
  private final Walk walk;

  Conditions(Walk walk) {
    this.walk = walk;
  }

  /// A test with the reads that it checks.
  record Tested(Value value, Set<ReadEvent> reads) {}

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
