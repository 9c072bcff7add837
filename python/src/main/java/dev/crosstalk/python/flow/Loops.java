package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.syntax.PyTree;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Runs loops: the body twice, so that what one pass leaves is there in the next.
final class Loops {
  private static final int LOOP_PASSES = 2;
  private static final int MAX_LOOPS = 2;
  private final Walk walk;

  Loops(Walk walk) {
    this.walk = walk;
  }

  void whileLoop(PyTree.While loop, Frame frame, State state) {
    boolean endless =
        (loop.test() instanceof PyTree.Constant constant
                && constant.kind() == PyTree.ConstantKind.TRUE)
            || loop.test() instanceof PyTree.NumberLiteral;
    State exit = null;
    frame.loops++;
    int passes = frame.loops > MAX_LOOPS ? 1 : LOOP_PASSES;
    walk.contexts.loop(loop, true);
    for (int pass = 0; pass < passes && !state.dead; pass++) {
      walk.contexts.pass(pass);
      Set<ReadEvent> reads = walk.conditions.test(loop.test(), frame, state).reads();
      if (!endless) {
        State done = state.copy();
        Tracker.guard(done, reads, loop, 2, false, false);
        exit = State.join(exit, done);
      }
      Tracker.guard(state, reads, loop, 1, false, false);
      exit = State.join(exit, loopBody(loop.body(), frame, state));
    }
    if (!endless && !state.dead) {
      Conditions.Tested test = walk.conditions.test(loop.test(), frame, state);
      Tracker.guard(state, test.reads(), loop, 2, false, false);
      exit = State.join(exit, state.copy());
    }
    frame.loops--;
    walk.contexts.endLoop();
    finishLoop(loop.orElse(), exit, frame, state);
  }

  void forLoop(PyTree.For loop, Frame frame, State state) {
    Value iterable = walk.expressions.eval(loop.iterable(), frame, state);
    if (iterable.callable() instanceof Callee.Pending pending
        && pending.kind() == Callee.Kind.GENERATOR) {
      generatorLoop(loop, pending, frame, state);
      return;
    }
    State exit = null;
    frame.loops++;
    int passes = frame.loops > MAX_LOOPS ? 1 : LOOP_PASSES;
    walk.contexts.loop(loop, loop.async());
    for (int pass = 0; pass < passes && !state.dead; pass++) {
      walk.contexts.pass(pass);
      if (loop.async()) {
        walk.pause(loop.iterable(), frame, Pause.How.AWAIT, true, state);
      }
      Value element = walk.containers.iterated(iterable, loop.iterable(), frame, state);
      exit = State.join(exit, state.copy());
      walk.assignments.assign(loop.target(), element, null, loop, frame, state);
      exit = State.join(exit, loopBody(loop.body(), frame, state));
      if (Tests.isView(loop.iterable())) {
        walk.tracker.loopedOver(element, loop.iterable(), state);
      }
    }
    frame.loops--;
    walk.contexts.endLoop();
    if (!state.dead) {
      exit = State.join(exit, state.copy());
    }
    finishLoop(loop.orElse(), exit, frame, state);
  }

  /// Runs the body of a loop over a first-party generator at each `yield`.
  private void generatorLoop(PyTree.For loop, Callee.Pending pending, Frame frame, State state) {
    State[] broken = new State[1];
    walk.functions.generate(
        pending,
        loop.iterable(),
        frame,
        state,
        (value, inner) -> {
          walk.assignments.assign(loop.target(), value, null, loop, frame, inner);
          State left = loopBody(loop.body(), frame, inner);
          broken[0] = State.join(broken[0], left);
          if (inner.dead && left != null) {
            inner.become(left.copy());
          }
        });
    finishLoop(
        loop.orElse(), State.join(broken[0], state.dead ? null : state.copy()), frame, state);
  }

  /// Runs a loop body once; `state` is where the next iteration starts, the result where the loop
  /// was left.
  private @Nullable State loopBody(List<PyTree.Stmt> body, Frame frame, State state) {
    State outerBroken = frame.out.broken;
    State outerContinued = frame.out.continued;
    frame.out.broken = null;
    frame.out.continued = null;
    walk.statements.block(body, frame, state);
    State broken = frame.out.broken;
    State next = State.join(state, frame.out.continued);
    if (next != null && next != state) {
      state.become(next.copy());
    }
    frame.out.broken = outerBroken;
    frame.out.continued = outerContinued;
    return broken;
  }

  private void finishLoop(
      List<PyTree.Stmt> orElse, @Nullable State exit, Frame frame, State state) {
    if (exit == null || exit.dead) {
      state.dead = true;
      return;
    }
    state.become(exit.copy());
    walk.statements.block(orElse, frame, state);
  }
}
