package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Which task, thread or copied context each part of a request runs in, and what of its changes the
/// code around it sees.
final class ContextTasks {
  private final IdentityHashMap<Value, ContextState> scheduled = new IdentityHashMap<>();
  private @Nullable ContextState atResponse;
  private final ContextVars vars;

  ContextTasks(ContextVars vars) {
    this.vars = vars;
  }

  /// Forgets the request before.
  void clear() {
    scheduled.clear();
    atResponse = null;
  }

  /// The handler is done: what runs afterwards starts from here.
  void handlerDone(State state) {
    if (vars.isOn()) {
      atResponse = state.context;
    }
  }

  /// Work is put down that runs after the handler.
  void schedule(Value work, State state) {
    if (vars.isOn() && state.context.scope != null) {
      scheduled.put(work, state.context);
    }
  }

  /// Enters the scope of work after the handler.
  void afterwards(Value work, State state) {
    ContextState base = atResponse;
    if (vars.isOn() && base != null) {
      state.context =
          base.enter(
              new ContextScope(
                  ContextScope.Kind.AFTERWARDS,
                  work.callable() instanceof Callee.Pending
                      ? "streamed body, after the handler"
                      : "background work, after the handler",
                  base.scope,
                  base,
                  scheduled.get(work)));
    }
  }

  /// A streamed `def` generator goes on in another call on the pool.
  void nextStep(Callee.Pending pending, State state) {
    ContextScope now = state.context.scope;
    if (!vars.isOn() || pending.target().symbol().async() || now == null || now.before() == null) {
      return;
    }
    ContextState base = now.before();
    state.context =
        base.after(state.context)
            .enter(
                new ContextScope(
                    ContextScope.Kind.COPY,
                    "next step of " + now.label(),
                    now.parent(),
                    base,
                    now.scheduled()));
  }

  <T> T inThread(String how, Frame frame, State state, Supplier<T> body) {
    if (how.equals("asgiref.sync.sync_to_async")) {
      return body.get(); // hands changes back
    }
    boolean bare = how.equals("run_in_executor");
    return within(
        bare ? ContextScope.Kind.BARE : ContextScope.Kind.COPY,
        "thread of `" + how + "`",
        frame,
        state,
        body);
  }

  /// What `call_next` runs.
  void inner(FunctionSymbol middleware, Frame frame, State state, Runnable body) {
    String name = middleware.owner().map(ClassSymbol::name).orElse(middleware.name());
    within(
        ContextScope.Kind.INNER_APP,
        "child task: what call_next of `" + name + "` runs",
        frame,
        state,
        () -> {
          body.run();
          return Value.SCALAR;
        });
  }

  void inTask(Value work, Frame frame, State state, Runnable body) {
    String name =
        work.callable() instanceof Callee.Pending pending
            ? " `" + pending.target().symbol().name() + "()`"
            : "";
    within(
        ContextScope.Kind.TASK,
        "child task" + name,
        frame,
        state,
        () -> {
          body.run();
          return Value.SCALAR;
        });
  }

  /// Runs a call of a `def` function on the thread pool.
  Value inPool(
      ContextScope.Kind kind, String name, Frame frame, State state, Supplier<Value> body) {
    String what = kind == ContextScope.Kind.DEPENDENCY_CALL ? "dependency" : "handler";
    return within(kind, "thread of the " + what + " `" + name + "()`", frame, state, body);
  }

  /// A `def` dependency with a `yield` is entered, or left, by a call on the pool.
  void enterPool(String name, boolean end, State state) {
    if (vars.isOn()) {
      ContextState outer = state.context;
      state.context =
          outer.enter(
              new ContextScope(
                  ContextScope.Kind.DEPENDENCY_CALL,
                  (end ? "thread of the end of the dependency `" : "thread of the dependency `")
                      + name
                      + "()`",
                  outer.scope,
                  outer,
                  null));
    }
  }

  /// Runs `body` in a scope of its own, with a copy of what is seen here.
  <T> T within(ContextScope.Kind kind, String label, Frame frame, State state, Supplier<T> body) {
    if (!vars.isOn()) {
      return body.get();
    }
    ContextState outer = state.context;
    Outcome out = frame.out;
    frame.out = new Outcome();
    state.context = outer.enter(new ContextScope(kind, label, outer.scope, outer, null));
    T result = body.get();
    Outcome inner = frame.out;
    frame.out = out;
    state.context = outer.after(state.context);
    if (inner.raised != null) {
      inner.raised.context = outer.after(inner.raised.context);
      out.addRaise(inner.raised);
    }
    if (inner.returned != null) {
      inner.returned.context = outer.after(inner.returned.context);
      out.addReturn(inner.returned, inner.value);
    }
    return result;
  }
}
