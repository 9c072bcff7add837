package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.python.types.Type;
import dev.crosstalk.python.types.TypeScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Runs functions of the program: at once, when awaited, or at each `yield`.
final class Functions {
  private static final int MAX_DEPTH = 24;

  /// Decorators are followed no deeper: what they wrap is what matters.
  private static final int MAX_START_DEPTH = 4;

  private static final Set<String> CACHING =
      Set.of("lru_cache", "cache", "cached", "alru_cache", "singleton", "memoize");
  private final Map<FunctionSymbol, Boolean> generators = new HashMap<>();
  private final Walk walk;

  Functions(Walk walk) {
    this.walk = walk;
  }

  boolean isGenerator(FunctionSymbol function) {
    return generators.computeIfAbsent(
        function,
        _ -> {
          boolean[] found = new boolean[1];
          for (PyTree.Stmt statement : function.definition().body()) {
            if (statement instanceof PyTree.FunctionDef || statement instanceof PyTree.ClassDef) {
              continue;
            }
            PyWalk.walkOwn(
                statement,
                node ->
                    found[0] |= node instanceof PyTree.Yield || node instanceof PyTree.YieldFrom);
          }
          return found[0];
        });
  }

  Value invokeOrDefer(
      Callee.Function target, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    FunctionSymbol function = target.symbol();
    boolean generator = isGenerator(function);
    if (!generator && !function.async()) {
      return invoke(target, arguments, node, frame, state);
    }
    Callee.Kind kind =
        !generator
            ? Callee.Kind.COROUTINE
            : function.hasDecorator(Set.of("asynccontextmanager", "contextmanager"))
                ? Callee.Kind.CONTEXT_MANAGER
                : Callee.Kind.GENERATOR;
    int taint = arguments.taint();
    return new Value(
        Type.UNKNOWN,
        null,
        taint,
        null,
        "",
        arguments.reads(),
        null,
        new Callee.Pending(target, arguments, kind),
        List.of(),
        Value.Special.NONE);
  }

  /// Runs a pending coroutine.
  Value run(Callee.Pending pending, PyTree node, Frame frame, State state) {
    return invoke(pending.target(), pending.arguments(), node, frame, state);
  }

  /// Runs a pending generator or context manager; `onYield` gets each yielded value.
  void generate(
      Callee.Pending pending,
      PyTree node,
      Frame frame,
      State state,
      BiConsumer<Value, State> onYield) {
    Env[] callerEnv = {state.env};
    boolean once = pending.kind() == Callee.Kind.CONTEXT_MANAGER;
    List<Enclosed> runs = new ArrayList<>(1);
    boolean[] ran = new boolean[1];
    BiConsumer<Value, State> handler =
        (value, inner) -> {
          Env own = inner.env;
          inner.env = callerEnv[0];
          ran[0] = true;
          Enclosed known = once ? Enclosed.like(inner, value, runs) : null;
          if (known != null) {
            known.again(node, frame, inner, walk);
          } else {
            State before = inner.copy();
            int pauses = walk.tracker.pauses();
            onYield.accept(value, inner);
            callerEnv[0] = inner.env;
            runs.add(new Enclosed(before, inner.copy(), value, walk.tracker.pauses() != pauses));
          }
          inner.env = own;
        };
    invoke(pending.target(), pending.arguments(), node, frame, state, handler, frame.thread);
    state.env = callerEnv[0];
    if (!ran[0] && !state.dead) {
      onYield.accept(Value.UNKNOWN, state); // the function could not be followed
    }
  }

  Value invoke(
      Callee.Function target, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    return invoke(target, arguments, node, frame, state, null, frame.thread);
  }

  Value invoke(
      Callee.Function target,
      Callee.Arguments arguments,
      PyTree node,
      Frame frame,
      State state,
      @Nullable BiConsumer<Value, State> onYield,
      boolean thread) {
    FunctionSymbol function = target.symbol();
    if (!canFollow(function, frame, state)) {
      return walk.calls.opaque(Value.UNKNOWN, arguments, node, frame, state);
    }
    Callee.Arguments given = arguments.withoutProse();
    walk.activity.enter(function, thread, node, frame);
    CallKey key =
        onYield == null && !frame.atStart && target.closure() == null
            ? CallKey.of("", target.self(), given, thread, state)
            : null;
    return walk.memo.call(
        function,
        key,
        node,
        frame,
        state,
        () -> follow(target, given, node, frame, state, onYield, thread));
  }

  boolean canFollow(FunctionSymbol function, Frame frame, State state) {
    return frame.depth <= (frame.atStart ? MAX_START_DEPTH : MAX_DEPTH)
        && !frame.isActive(function)
        && !walk.isExhausted()
        && !state.dead;
  }

  Value follow(
      Callee.Function target,
      Callee.Arguments arguments,
      PyTree node,
      Frame frame,
      State state,
      @Nullable BiConsumer<Value, State> onYield,
      boolean thread) {
    FunctionSymbol function = target.symbol();
    Frame inner =
        new Frame(function.module(), function, frame, frame.site(node), thread, frame.atStart);
    inner.onYield = onYield;
    inner.point = walk.activity.point(function, thread);
    Env saved = state.env;
    Env env = Env.of(function, target.closure(), frame.atStart);
    bind(function, target.self(), arguments, env);
    state.env = env;
    walk.statements.block(function.definition().body(), inner, state);
    Value left = leave(inner, saved, frame, state);
    walk.ambient.cached(left, function, arguments, inner);
    return kept(left, target, arguments);
  }

  /// What a caching decorator keeps is one object for all callers, or one for each argument.
  private Value kept(Value result, Callee.Function target, Callee.Arguments arguments) {
    FunctionSymbol function = target.symbol();
    if (result.location() != null
        || function.definition().decorators().isEmpty()
        || !function.hasDecorator(CACHING)
        || walk.shared.cachesItself(function)) {
      return result;
    }
    return keptObject(walk.shared.typed(result, function), function, arguments);
  }

  private Value keptObject(Value result, FunctionSymbol function, Callee.Arguments arguments) {
    if (!(result.object() != null || result.type().isMutableContainer())) {
      return result;
    }
    Location location = walk.variables.kept(function);
    if ((arguments.taint() & (Taint.IDENTITY | Taint.UNIQUE)) == 0) {
      Location handedOut = walk.shared.cached(function, result, location);
      location = handedOut == null ? location : handedOut;
    }
    if (!arguments.positional().isEmpty() || !arguments.named().isEmpty()) {
      location = location.anyItem("…", "");
    }
    return result.withLocation(location).withObject(null).withTaint(0);
  }

  /// Joins the ways out of a call into the state of the caller.
  private static Value leave(Frame inner, Env saved, Frame frame, State state) {
    if (!state.dead) {
      inner.out.addReturn(Statements.detach(state), Value.constant(Callee.NONE));
    }
    State raised = inner.out.raised;
    if (raised != null) {
      State copy = raised.copy();
      copy.env = saved;
      frame.out.addRaise(copy);
    }
    State returned = inner.out.returned;
    if (returned == null || returned.dead) {
      state.dead = true;
      state.env = saved;
      return Value.UNKNOWN;
    }
    state.become(returned.copy());
    state.env = saved;
    return inner.out.value;
  }

  private void bind(
      FunctionSymbol function, @Nullable Value self, Callee.Arguments arguments, Env env) {
    List<Value> positional = new ArrayList<>();
    if (self != null) {
      positional.add(self);
    }
    positional.addAll(arguments.positional());
    int index = 0;
    for (PyTree.Parameter parameter : function.definition().parameters().all()) {
      Value value;
      switch (parameter.kind()) {
        case VAR_POSITIONAL -> {
          List<Value> rest =
              index < positional.size() ? positional.subList(index, positional.size()) : List.of();
          int taint = rest.stream().mapToInt(Value::allTaint).reduce(0, (a, b) -> a | b);
          value =
              Value.derived(new Type.Container(Type.Kind.TUPLE, Type.UNKNOWN), taint, Set.of())
                  .withElements(List.copyOf(rest));
          index = positional.size();
        }
        case VAR_KEYWORD -> {
          FreshObject object = new FreshObject(null, walk.heap);
          int taint = 0;
          for (Map.Entry<String, Value> entry : arguments.named().entrySet()) {
            object.store("[" + entry.getKey() + "]", entry.getValue());
            taint |= entry.getValue().allTaint();
          }
          value =
              Value.derived(new Type.Container(Type.Kind.DICT, Type.UNKNOWN), taint, Set.of())
                  .withObject(object);
        }
        default -> {
          Value named = arguments.named().get(parameter.name());
          if (named != null) {
            value = named;
          } else if (parameter.kind() != PyTree.ParameterKind.KEYWORD_ONLY
              && index < positional.size()) {
            value = positional.get(index++);
          } else if (arguments.open()) {
            value = Value.derived(Type.UNKNOWN, arguments.taint(), Set.of());
          } else {
            value = defaultOf(parameter, function);
          }
        }
      }
      env.put(parameter.name(), typed(value, parameter, function));
    }
  }

  private Value defaultOf(PyTree.Parameter parameter, FunctionSymbol function) {
    PyTree.Expr expression = parameter.defaultValue();
    if (expression == null) {
      return Value.UNKNOWN;
    }
    if (expression instanceof PyTree.Constant constant
        && constant.kind() == PyTree.ConstantKind.NONE) {
      return Value.constant(Callee.NONE);
    }
    Value literal = Variables.literal(expression, function.module());
    return literal != null
        ? literal
        : walk.shared.defaultOf(
            parameter, walk.types.ofExpression(expression, TypeScope.of(function)), function);
  }

  private Value typed(Value value, PyTree.Parameter parameter, FunctionSymbol function) {
    if (parameter.annotation() != null && value.type() instanceof Type.Unknown) {
      Type type = walk.types.ofAnnotation(parameter.annotation(), TypeScope.of(function));
      return type instanceof Type.Unknown ? value : value.withType(type);
    }
    return value;
  }
}
