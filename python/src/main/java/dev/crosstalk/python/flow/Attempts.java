package dev.crosstalk.python.flow;

import dev.crosstalk.python.syntax.PyTree;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs `try` statements: every statement of the body may raise, handlers go on from there, and a
/// `finally` block runs on every way out.
final class Attempts {
  private final Walk walk;

  Attempts(Walk walk) {
    this.walk = walk;
  }

  void attempt(PyTree.Try attempt, Frame frame, State state) {
    Outcome outer = frame.out;
    Outcome inner = new Outcome(!attempt.handlers().isEmpty());
    frame.out = inner;
    State entry = attempt.handlers().isEmpty() ? null : state.copy();
    Trie<ReadEvent, State.ReadFact> before = state.reads;
    for (int i = 0; i < attempt.body().size() && !state.dead; i++) {
      walk.statements.statement(attempt.body().get(i), attempt.body(), i, frame, state);
      if (entry != null && !state.dead) {
        entry = State.join(entry, state.copy());
      }
    }
    entry =
        attempt.handlers().isEmpty()
            ? null
            : State.join(State.join(entry, inner.insteadOfReturn), inner.raised);
    if (!attempt.handlers().isEmpty() && catchesAll(attempt)) {
      inner.raised = null;
    }
    if (!state.dead) {
      walk.statements.block(attempt.orElse(), frame, state);
    }
    State exit = state.dead ? null : state.copy();
    for (PyTree.ExceptHandler handler : attempt.handlers()) {
      if (entry == null) {
        break;
      }
      State path = entry.copy();
      if (handler.name() != null) {
        path.env.put(handler.name(), Value.UNKNOWN);
      }
      if (isMiss(handler)) {
        path.reads.forEach((read, _) -> {
          if (read.location.isItem()
              && before.get(read) == null
              && read.access.site().module() == frame.module
              && Restores.isIn(read.access.site().node(), attempt.body())) {
            Tracker.guard(path, Set.of(read), handler, 1, false, true);
          }
        });
        walk.refusals.missed(
            attempt,
            handler,
            inner.returned == null ? List.of(path) : List.of(path, inner.returned),
            frame);
      }
      walk.statements.block(handler.body(), frame, path);
      exit = State.join(exit, path);
    }
    frame.out = outer;
    finish(attempt.finalBody(), inner, exit, frame, state);
  }

  /// `except KeyError`: an item that was read is not there.
  private static boolean isMiss(PyTree.ExceptHandler handler) {
    return handler.type() instanceof PyTree.Name name
        && (name.name().equals("KeyError") || name.name().equals("LookupError"));
  }

  private static boolean catchesAll(PyTree.Try attempt) {
    for (PyTree.ExceptHandler handler : attempt.handlers()) {
      if (handler.type() == null
          || (handler.type() instanceof PyTree.Name name
              && (name.name().equals("Exception") || name.name().equals("BaseException")))) {
        return true;
      }
    }
    return false;
  }

  /// Runs a `finally` block on every way out and hands the ways on.
  private void finish(
      List<PyTree.Stmt> finalBody, Outcome inner, @Nullable State exit, Frame frame, State state) {
    Outcome outer = frame.out;
    State returned = through(finalBody, inner.returned, frame);
    if (returned != null) {
      outer.addReturn(returned, inner.value);
    }
    State raised = through(finalBody, inner.raised, frame);
    if (raised != null) {
      outer.addRaise(raised);
    }
    outer.broken = State.join(outer.broken, through(finalBody, inner.broken, frame));
    outer.continued = State.join(outer.continued, through(finalBody, inner.continued, frame));
    if (exit == null || exit.dead) {
      state.dead = true;
      return;
    }
    state.become(exit);
    state.dead = false;
    walk.statements.block(finalBody, frame, state);
  }

  private @Nullable State through(List<PyTree.Stmt> finalBody, @Nullable State state, Frame frame) {
    if (state == null || state.dead) {
      return null;
    }
    State path = state.copy();
    walk.statements.block(finalBody, frame, path);
    return path.dead ? null : path;
  }
}
