package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.frameworks.WebApplication;
import dev.crosstalk.python.frameworks.WebApplication.DependencyRef;
import dev.crosstalk.python.frameworks.WebApplication.Middleware;
import dev.crosstalk.python.frameworks.WebApplication.MiddlewareKind;
import dev.crosstalk.python.frameworks.WebApplication.Route;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Follows one request through the onion: middleware before, dependencies, handler, teardown,
/// middleware after, background work.
final class Requests {
  private final Walk walk;
  private final Dependencies dependencies;
  private final List<Middleware> onion;

  /// The route that is followed, in the activity.
  private int point;

  Requests(Walk walk, WebApplication application) {
    this.walk = walk;
    this.onion = application.middlewares();
    this.dependencies = new Dependencies(walk);
  }

  /// Follows a route; true when its budget was used up before its end.
  boolean follow(Route route) {
    walk.resetBudget();
    walk.tracker.enter(route.label(), false);
    dependencies.newRequest(route);
    FunctionSymbol handler = route.handler();
    State state = new State(Env.of(null, null, false));
    walk.contexts.enter(route.label(), ContextScope.Kind.REQUEST, state);
    Frame frame = new Frame(handler.module(), null, null, null, false, false);
    point = walk.activity.origin(route.label());
    frame.point = point;
    boolean layered =
        (route.kind() == WebApplication.Kind.HTTP || route.kind() == WebApplication.Kind.WEBSOCKET)
            && !onion.isEmpty();
    if (layered) {
      layer(0, route, frame, state);
    } else {
      endpoint(route, frame, state);
    }
    runDeferred(handler, frame, state);
    walk.tracker.mute();
    return walk.resetBudget();
  }

  private void runDeferred(FunctionSymbol handler, Frame frame, State state) {
    List<Value> deferred = state.deferred;
    state.dead = false;
    for (Value work : deferred) {
      walk.pause(handler.definition().parameters(), frame, Pause.How.RESPONSE, true, state);
      walk.contexts.tasks.afterwards(work, state);
      walk.library.start(
          work, handler.definition().parameters(), inPool(work) ? pool(frame) : frame, state);
    }
  }

  /// Background functions and generators that are no coroutines run in the thread pool.
  private static boolean inPool(Value work) {
    return switch (work.callable()) {
      case Callee.Partial(Value target, Callee.Arguments _) ->
          target.callable() instanceof Callee.Function function && !function.symbol().async();
      case Callee.Pending pending -> !pending.target().symbol().async();
      case null, default -> false;
    };
  }

  private static Frame pool(Frame frame) {
    return new Frame(frame.module, frame.function, frame, null, true, frame.atStart);
  }

  /// Follows what runs at start-up for the tasks that it starts: they live long and have a context
  /// of their own. Nothing but context variables is watched there.
  void followStart(FunctionSymbol function) {
    walk.resetBudget();
    State state = new State(Env.of(null, null, false));
    walk.contexts.enter("start-up", ContextScope.Kind.LONG_LIVED, state);
    Frame frame = new Frame(function.module(), null, null, null, false, false);
    walk.functions.invoke(
        new Callee.Function(function, null, null),
        Callee.Arguments.NONE,
        function.definition(),
        frame,
        state,
        (_, _) -> {},
        false);
    walk.contexts.leave();
    walk.resetBudget();
  }

  // ---- middleware

  private void layer(int index, Route route, Frame frame, State state) {
    if (index >= onion.size()) {
      endpoint(route, frame, state);
      return;
    }
    Middleware middleware = onion.get(index);
    FunctionSymbol entry = middleware.entry();
    boolean httpOnly = middleware.kind() != MiddlewareKind.ASGI;
    if (frame.isActive(entry)
        || !route.passes(middleware)
        || (httpOnly && route.kind() == WebApplication.Kind.WEBSOCKET)) {
      layer(index + 1, route, frame, state);
      return;
    }
    @Nullable InnerLayer outerInner = walk.inner();
    boolean[] passed = new boolean[1];
    if (middleware.kind() == MiddlewareKind.BEFORE || middleware.kind() == MiddlewareKind.AFTER) {
      hook(middleware, index, route, frame, state);
      return;
    }
    boolean hops =
        middleware.kind() == MiddlewareKind.HTTP_FUNCTION
            || middleware.kind() == MiddlewareKind.BASE_HTTP;
    List<Enclosed> runs = new ArrayList<>(1);
    walk.setInner((node, inner, at) -> {
      @Nullable InnerLayer own = walk.inner();
      passed[0] = true;
      if (hops) {
        walk.pause(node, inner, Pause.How.AWAIT, true, at);
      }
      Env env = at.env;
      Enclosed known = Enclosed.like(at, Value.UNKNOWN, runs);
      if (known != null) {
        known.again(node, inner, at, walk);
      } else {
        State before = at.copy();
        int pauses = walk.tracker.pauses();
        if (hops) {
          walk.contexts.tasks.inner(entry, inner, at, () -> inside(index + 1, route, inner, at));
        } else {
          inside(index + 1, route, inner, at);
        }
        runs.add(new Enclosed(before, at.copy(), Value.UNKNOWN, walk.tracker.pauses() != pauses));
      }
      at.env = env;
      at.dead = false;
      if (hops) {
        walk.pause(node, inner, Pause.How.AWAIT, true, at);
      }
      walk.setInner(own);
      return Value.derived(new Type.Library("starlette.responses.Response"), 0, Set.of());
    });
    ClassSymbol type = middleware.type();
    @Nullable Value self =
        type == null
            ? null
            : Value.of(new Type.Instance(type)).withLocation(walk.variables.singleton(type));
    Value result =
        walk.functions.invoke(
            new Callee.Function(entry, self, null),
            arguments(middleware),
            entry.definition(),
            frame,
            state);
    walk.setInner(outerInner);
    if (!passed[0] && result.location() == null) {
      // the way to the inner application was not recognised: it is followed all the same
      state.dead = false;
      layer(index + 1, route, frame, state);
    }
  }

  /// A function that runs before or after what lies further in, in the same task.
  private void hook(Middleware middleware, int index, Route route, Frame frame, State state) {
    boolean before = middleware.kind() == MiddlewareKind.BEFORE;
    if (!before) {
      layer(index + 1, route, frame, state);
      state.dead = false;
    }
    FunctionSymbol entry = middleware.entry();
    walk.functions.invoke(
        new Callee.Function(entry, null, null),
        entry.definition().parameters().all().isEmpty()
            ? Callee.Arguments.NONE
            : arguments(middleware),
        entry.definition(),
        frame,
        state);
    if (before) {
      state.dead = false; // a hook that answers itself does not do so for every request
      layer(index + 1, route, frame, state);
    }
  }

  /// Runs the layers from `index` on; an error becomes a response further out.
  private void inside(int index, Route route, Frame inner, State at) {
    Outcome out = inner.out;
    inner.out = new Outcome();
    layer(index, route, inner, at);
    State failed = inner.out.raised;
    inner.out = out;
    if (failed != null) {
      if (at.dead) {
        at.become(failed.copy());
      } else {
        State joined = State.join(at, failed);
        if (joined != null && joined != at) {
          at.become(joined.copy());
        }
      }
    }
  }

  private Callee.Arguments arguments(Middleware middleware) {
    if (middleware.kind() == MiddlewareKind.ASGI) {
      return new Callee.Arguments(
          List.of(
              Value.special(Value.Special.ASGI_SCOPE, Type.UNKNOWN, Taint.REQUEST),
              Value.derived(Type.UNKNOWN, Taint.REQUEST, Set.of()),
              Value.UNKNOWN),
          Map.of(),
          false);
    }
    return new Callee.Arguments(
        List.of(
            Value.special(Value.Special.REQUEST, Type.UNKNOWN, Taint.REQUEST)
                .withObject(new FreshObject(null, walk.heap)),
            Value.special(Value.Special.CALL_NEXT, Type.UNKNOWN, 0)),
        Map.of(),
        false);
  }

  // ---- endpoint

  private void endpoint(Route route, Frame frame, State state) {
    int around = frame.point;
    frame.point = point; // what a middleware encloses is called by the route, not by all routes
    List<DependencyRef> extra = route.dependencies();
    extra(extra, extra.size() - 1, route, frame, state);
    frame.point = around;
  }

  /// Router and application dependencies run first, the outermost router's before the others'.
  private void extra(List<DependencyRef> extra, int index, Route route, Frame frame, State state) {
    if (index < 0) {
      handler(route, frame, state);
      return;
    }
    DependencyRef reference = extra.get(index);
    dependencies.resolve(
        reference.expression(),
        null,
        reference.scope(),
        frame,
        state,
        (_, next) -> extra(extra, index - 1, route, frame, next));
  }

  private void handler(Route route, Frame frame, State state) {
    FunctionSymbol handler = route.handler();
    @Nullable Value self =
        route
            .receiver()
            .map(type ->
                Value.of(new Type.Instance(type)).withLocation(walk.variables.singleton(type)))
            .orElseGet(() ->
                handler.owner().isPresent() && !handler.hasDecorator(Set.of("staticmethod"))
                    ? Value.of(new Type.Instance(handler.owner().get()))
                        .withObject(new FreshObject(handler.owner().get(), walk.heap))
                    : null);
    Value function = walk.variables.function(handler, null);
    dependencies.parameters(
        handler,
        self != null ? 1 : 0,
        new HashMap<>(),
        frame,
        state,
        (bound, next) -> call(route, function, self, bound, frame, next));
  }

  private void call(
      Route route,
      Value function,
      @Nullable Value self,
      Map<String, Value> bound,
      Frame frame,
      State state) {
    FunctionSymbol handler = route.handler();
    Callee.Function target =
        function.callable() instanceof Callee.Function f
            ? new Callee.Function(
                f.symbol(), self != null && f.symbol() == handler ? self : f.self(), f.closure())
            : new Callee.Function(handler, self, null);
    boolean thread = !target.symbol().async() && route.pooled();
    if (thread) {
      walk.pause(handler.definition().parameters(), frame, Pause.How.THREAD_HOP, true, state);
    }
    Frame outer = new Frame(handler.module(), null, frame, null, thread, false);
    outer.answers = true;
    Callee.Arguments arguments =
        new Callee.Arguments(
            self != null && target.symbol() != handler ? List.of(self) : List.of(), bound, false);
    Value result =
        thread
            ? walk.contexts.tasks.inPool(
                ContextScope.Kind.HANDLER_CALL,
                handler.name(),
                outer,
                state,
                () ->
                    walk.functions.invoke(
                        target, arguments, handler.definition(), outer, state, null, true))
            : walk.functions.invoke(
                target, arguments, handler.definition(), outer, state, null, false);
    if (outer.out.raised != null) {
      frame.out.addRaise(outer.out.raised);
    }
    if (result.callable() instanceof Callee.Pending && !state.dead) {
      walk.contexts.tasks.schedule(result, state);
      List<Value> more = new ArrayList<>(state.deferred);
      more.add(result);
      state.deferred = more;
    }
    walk.contexts.tasks.handlerDone(state);
    if (thread) {
      walk.pause(handler.definition().parameters(), frame, Pause.How.THREAD_HOP, true, state);
    }
  }

  /// What `call_next(request)` and `self.app(scope, receive, send)` run.
  @FunctionalInterface
  interface InnerLayer {
    Value run(PyTree node, Frame frame, State state);
  }

  /// Shorthand for continuations over bound parameters.
  interface Bound {
    void accept(Map<String, Value> values, State state);
  }
}
