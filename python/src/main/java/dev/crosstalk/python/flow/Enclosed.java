package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.syntax.PyTree;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One run of what a middleware or context manager encloses. Who reaches it on several branches
/// need not have it followed on each, unless something else was written, locked, set for the
/// context or handed in.
///
/// @param given what was handed in
/// @param paused it gave control away
record Enclosed(State before, State after, Value given, boolean paused) {
  private static final int MOST = 4;

  /// The run that stands for one from here, or null when it must be followed.
  @SuppressWarnings("ReferenceEquality") // the very same facts
  static @Nullable Enclosed like(State at, Value given, List<Enclosed> runs) {
    for (Enclosed run : runs) {
      if (run.before.writes == at.writes
          && run.before.context.visible == at.context.visible
          && run.before.held.equals(at.held)
          && alike(run.given, given)) {
        return run;
      }
    }
    return runs.size() < MOST ? null : runs.getFirst();
  }

  private static boolean alike(Value one, Value other) {
    Location left = one.location();
    Location right = other.location();
    return one.type().equals(other.type())
        && one.taint() == other.taint()
        && Objects.equals(left, right);
  }

  /// Goes on from where both this run and `at` lead; the environment is the caller's to mend.
  void again(PyTree node, Frame frame, State at, Walk walk) {
    if (paused) {
      walk.pause(node, frame, Pause.How.AWAIT, true, at);
    }
    if (after.dead) {
      at.dead = true;
      return;
    }
    State both = State.join(at, after.copy());
    if (both != null) {
      at.become(both.copy());
    }
  }
}
