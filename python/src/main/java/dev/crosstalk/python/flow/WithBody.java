package dev.crosstalk.python.flow;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The ways out of the body of a `with`: what its manager does at the end happens on each of them.
final class WithBody {
  private final Frame frame;
  private final ContextState before;
  private final Outcome inner = new Outcome();
  private boolean returning;

  WithBody(Frame frame, State state) {
    this.frame = frame;
    this.before = state.context;
  }

  /// Runs the body. When every path through it returns, the manager's end is followed on that path.
  void run(State state, Runnable body) {
    Outcome outer = frame.out;
    frame.out = inner;
    body.run();
    frame.out = outer;
    State returned = inner.returned;
    if (state.dead && returned != null && !returned.dead) {
      state.become(returned.copy());
      returning = true;
    }
  }

  /// Hands the ways out on, after the manager's end was followed on `state`.
  ///
  /// @param exit runs the manager's end on a path that was not followed yet; null when what the
  ///   manager undoes is to be taken from `state`
  void leave(State state, @Nullable Consumer<State> exit) {
    Outcome outer = frame.out;
    ContextState end = state.dead ? before : state.context;
    if (returning) {
      if (!state.dead) {
        outer.addReturn(Statements.detach(state), inner.value);
      }
    } else if (inner.returned != null) {
      outer.addReturn(ended(inner.returned, end, exit), inner.value);
    }
    if (inner.raised != null) {
      outer.addRaise(ended(inner.raised, end, exit));
    }
    if (inner.broken != null) {
      outer.broken = State.join(outer.broken, ended(inner.broken, end, exit));
    }
    if (inner.continued != null) {
      outer.continued = State.join(outer.continued, ended(inner.continued, end, exit));
    }
  }

  private static State ended(State state, ContextState end, @Nullable Consumer<State> exit) {
    if (exit == null) {
      state.context = state.context.seeing(end);
    } else if (!state.dead) {
      exit.accept(state);
    }
    return state;
  }
}
