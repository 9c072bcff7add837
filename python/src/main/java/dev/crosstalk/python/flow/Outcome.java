package dev.crosstalk.python.flow;

import org.jspecify.annotations.Nullable;

/// How a block was left other than at its end.
final class Outcome {
  @Nullable State returned;
  Value value = Value.UNKNOWN;
  @Nullable State raised;
  @Nullable State broken;
  @Nullable State continued;

  /// A handler stands around the block.
  final boolean handled;

  /// Where a `return` was reached whose item may be missing instead, when that is handled.
  @Nullable State insteadOfReturn;

  Outcome() {
    this(false);
  }

  Outcome(boolean handled) {
    this.handled = handled;
  }

  /// A `return` of an item has its value in `state`.
  void beforeReturn(State state) {
    if (handled) {
      insteadOfReturn = State.join(insteadOfReturn, state.copy());
    }
  }

  void addReturn(State state, Value result) {
    value = returned == null ? result : Value.join(value, result);
    returned = State.join(returned, state);
  }

  void addRaise(State state) {
    raised = State.join(raised, state);
  }
}
