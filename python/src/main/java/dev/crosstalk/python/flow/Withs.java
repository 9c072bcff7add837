package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Runs `with` statements: locks, context managers of the program and of libraries.
final class Withs {
  private final Walk walk;

  Withs(Walk walk) {
    this.walk = walk;
  }

  void with(PyTree.With with, int index, Frame frame, State state) {
    if (index >= with.items().size()) {
      walk.statements.block(with.body(), frame, state);
      return;
    }
    PyTree.WithItem item = with.items().get(index);
    Set<String> outside = walk.settings.inForce(state);
    Value context = walk.expressions.eval(item.context(), frame, state);
    if (context.callable() instanceof Callee.Pending pending
        && pending.kind() == Callee.Kind.CONTEXT_MANAGER
        && walk.project.lock(context, item, frame) == null) {
      WithBody body = new WithBody(frame, state);
      walk.functions.generate(
          pending,
          item.context(),
          frame,
          state,
          (value, inner) -> {
            if (item.target() != null) {
              walk.assignments.assign(item.target(), value, null, with, frame, inner);
            }
            body.run(inner, () -> with(with, index + 1, frame, inner));
          });
      body.leave(state, null);
      return;
    }
    State.Lock lock = walk.locks.lockOf(context, item, with.async(), frame);
    if (lock != null) {
      if (with.async()) {
        walk.tracker.waitFor(lock, walk.at(item.context(), frame), state);
      }
      walk.locks.take(lock, context, item.context(), with.end(), frame);
      walk.activity.holding(
          context,
          item.context(),
          frame,
          () -> underLock(lock, frame, state, () -> with(with, index + 1, frame, state)));
      return;
    }
    Value entered = enter(context, "__aenter__", "__enter__", with, item, frame, state);
    if (item.target() != null) {
      walk.assignments.assign(item.target(), entered, null, with, frame, state);
    }
    WithBody way = new WithBody(frame, state);
    way.run(state, () -> body(with, index, context, outside, frame, state));
    if (!state.dead) {
      exit(context, outside, with, item, frame, state);
    }
    way.leave(state, path -> exit(context, outside, with, item, frame, path));
  }

  private void body(
      PyTree.With with, int index, Value context, Set<String> outside, Frame frame, State state) {
    PyTree.WithItem item = with.items().get(index);
    if (isExitStack(context.type())) {
      List<State.Lock> before = state.held;
      leaving(
          way -> way.held.stream().filter(each -> !before.contains(each)).forEach(way::release),
          frame,
          state,
          () -> with(with, index + 1, frame, state));
      return;
    }
    Set<String> inside = walk.settings.inForce(state);
    Runnable body =
        () ->
            walk.activity.holding(
                context, item.context(), frame, () -> with(with, index + 1, frame, state));
    if (inside.equals(outside)) {
      body.run();
    } else {
      leaving(way -> ProcessSettings.restore(outside, inside, way), frame, state, body);
    }
  }

  private void exit(
      Value context,
      Set<String> outside,
      PyTree.With with,
      PyTree.WithItem item,
      Frame frame,
      State state) {
    walk.contexts.closeToken(context, item.context(), frame, state);
    enter(context, "__aexit__", "__exit__", with, item, frame, state);
    ProcessSettings.restore(outside, walk.settings.inForce(state), state);
  }

  private static boolean isExitStack(Type type) {
    return type.isLibrary("contextlib.AsyncExitStack") || type.isLibrary("contextlib.ExitStack");
  }

  /// Holds a lock while `body` runs, and gives it back on every way out.
  private static void underLock(State.Lock lock, Frame frame, State state, Runnable body) {
    state.acquire(lock);
    leaving(way -> way.release(lock), frame, state, body);
  }

  /// Runs `body`, and `leave` on every way out.
  private static void leaving(Consumer<State> leave, Frame frame, State state, Runnable body) {
    Outcome outer = frame.out;
    Outcome inner = new Outcome(outer.handled);
    frame.out = inner;
    body.run();
    frame.out = outer;
    if (!state.dead) {
      leave.accept(state);
    }
    if (inner.returned != null) {
      leave.accept(inner.returned);
      outer.addReturn(inner.returned, inner.value);
    }
    if (inner.raised != null) {
      leave.accept(inner.raised);
      outer.addRaise(inner.raised);
    }
    if (inner.insteadOfReturn != null) {
      leave.accept(inner.insteadOfReturn);
      outer.insteadOfReturn = State.join(outer.insteadOfReturn, inner.insteadOfReturn);
    }
    if (inner.broken != null) {
      leave.accept(inner.broken);
      outer.broken = State.join(outer.broken, inner.broken);
    }
    if (inner.continued != null) {
      leave.accept(inner.continued);
      outer.continued = State.join(outer.continued, inner.continued);
    }
  }

  private Value enter(
      Value context,
      String asyncName,
      String name,
      PyTree.With with,
      PyTree.WithItem item,
      Frame frame,
      State state) {
    if (context.type() instanceof Type.Instance(dev.crosstalk.python.names.ClassSymbol symbol)) {
      FunctionSymbol method = walk.linker.method(symbol, with.async() ? asyncName : name);
      if (method != null) {
        return walk.functions.invoke(
            new Callee.Function(method, context, null),
            Callee.Arguments.NONE,
            item.context(),
            frame,
            state);
      }
    }
    if (with.async()) {
      walk.pause(item.context(), frame, Pause.How.AWAIT, true, state);
    }
    return context.special() == Value.Special.TASK_GROUP || context.object() != null
        ? context
        : context.withLocation(context.type() instanceof Type.Library ? null : context.location());
  }
}
