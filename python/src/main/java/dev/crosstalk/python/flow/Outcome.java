package dev.crosstalk.python.flow;

import org.jspecify.annotations.Nullable;

/// How a block was left other than at its end.
final class Outcome {
  @Nullable State returned;
  Value value = Value.UNKNOWN;
  @Nullable State raised;
  @Nullable State broken;
  @Nullable State continued;

  void addReturn(State state, Value result) {
    value = returned == null ? result : Value.join(value, result);
    returned = State.join(returned, state);
  }

  void addRaise(State state) {
    raised = State.join(raised, state);
  }
}
