package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;
import dev.crosstalk.python.types.LibraryTypes;
import dev.crosstalk.python.types.Type;
import dev.crosstalk.python.types.TypeScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Calls: first-party functions are followed with what is known of their arguments.
final class Calls {
  private static final int MAX_DEPTH = 24;

  /// Decorators are followed no deeper: what they wrap is what matters.
  private static final int MAX_START_DEPTH = 4;

  private static final Set<String> CACHING =
      Set.of("lru_cache", "cache", "cached", "alru_cache", "singleton", "memoize");
  private final Walk walk;
  private final Map<FunctionSymbol, Boolean> generators = new HashMap<>();

  Calls(Walk walk) {
    this.walk = walk;
  }

  Value call(PyTree.Call call, Frame frame, State state) {
    boolean dropped = walk.isDiscarded(call);
    Value callee = walk.expressions.eval(call.function(), frame, state);
    Callee.Arguments arguments = arguments(call, frame, state);
    if (state.dead) {
      return Value.UNKNOWN;
    }
    walk.activity.call(callee, arguments, call, dropped, frame);
    Value result = apply(callee, arguments, call, frame, state);
    walk.countCall(frame, call, isResolved(callee));
    if (walk.tracker.sightings != null && !walk.tracker.isMuted()) {
      walk.tracker.sightings.call(call, frame, isResolved(callee), walk.tracker.origin(), state);
    }
    if (frame.thread && !state.dead) {
      boolean slow =
          callee.type() instanceof Type.LibraryObject || callee.callable() instanceof Callee.Method;
      walk.pause(call, frame, Pause.How.PREEMPTION, slow, state);
    }
    return result;
  }

  private static boolean isResolved(Value callee) {
    return callee.special() != Value.Special.NONE
        || callee.callable() instanceof Callee.Function
        || callee.callable() instanceof Callee.Anonymous
        || callee.callable() instanceof Callee.Partial
        || callee.type() instanceof Type.LibraryObject
        || callee.type() instanceof Type.Builtin
        || callee.type() instanceof Type.ClassObject
        || (callee.callable() instanceof Callee.Method method
            && (method.receiver().special() != Value.Special.NONE
                || method.receiver().type() instanceof Type.Container
                || method.receiver().type() instanceof Type.Scalar
                || method.receiver().type() instanceof Type.Library));
  }

  private Callee.Arguments arguments(PyTree.Call call, Frame frame, State state) {
    if (call.arguments().isEmpty()) {
      return Callee.Arguments.NONE;
    }
    List<Value> positional = new ArrayList<>();
    Map<String, Value> named = new LinkedHashMap<>();
    boolean open = false;
    for (PyTree.Argument argument : call.arguments()) {
      Value value = walk.expressions.eval(argument.value(), frame, state);
      switch (argument.kind()) {
        case POSITIONAL -> positional.add(value);
        case KEYWORD -> named.put(java.util.Objects.requireNonNull(argument.name()), value);
        case STAR -> {
          open = true;
          if (!value.elements().isEmpty()) {
            positional.addAll(value.elements());
          } else {
            positional.add(value);
          }
        }
        case DOUBLE_STAR -> {
          open = true;
          FreshObject object = value.object();
          if (object != null) {
            object.forEachKey(named::putIfAbsent);
          }
          named.put("**", value);
        }
      }
    }
    return new Callee.Arguments(positional, named, open);
  }

  /// Calls a value.
  Value apply(Value callee, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    if (callee.special() == Value.Special.CALL_NEXT) {
      return walk.innerLayer(node, frame, state);
    }
    Value said = walk.project.call(callee, arguments, node, frame, state);
    if (said != null) {
      return said;
    }
    Callee callable = callee.callable();
    if (!arguments.positional().isEmpty()
        && arguments.positional().getFirst().special() == Value.Special.ASGI_SCOPE
        && !(callable instanceof Callee.Function)) {
      return walk.innerLayer(node, frame, state);
    }
    return switch (callable) {
      case Callee.Function function -> invokeOrDefer(function, arguments, node, frame, state);
      case Callee.Anonymous anonymous -> anonymous(anonymous, arguments, node, frame, state);
      case Callee.Partial partial ->
          apply(partial.target(), merge(partial.preset(), arguments), node, frame, state);
      case Callee.Method method -> {
        walk.contexts.filter(method, arguments, node, frame, state);
        Value result = walk.library.method(method, arguments, node, frame, state);
        yield result != null ? result : byType(callee, arguments, node, frame, state);
      }
      case Callee.Pending _, Callee.Done _ -> opaque(callee, arguments, node, frame, state);
      case null -> byType(callee, arguments, node, frame, state);
    };
  }

  private static Callee.Arguments merge(Callee.Arguments preset, Callee.Arguments more) {
    List<Value> positional = new ArrayList<>(preset.positional());
    positional.addAll(more.positional());
    Map<String, Value> named = new LinkedHashMap<>(preset.named());
    named.putAll(more.named());
    return new Callee.Arguments(positional, named, preset.open() || more.open());
  }

  private Value byType(
      Value callee, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    return switch (callee.type()) {
      case Type.ClassObject(ClassSymbol symbol) -> construct(symbol, arguments, node, frame, state);
      case Type.Instance(ClassSymbol symbol) -> {
        FunctionSymbol method = walk.linker.method(symbol, "__call__");
        yield method == null
            ? opaque(callee, arguments, node, frame, state)
            : invokeOrDefer(
                new Callee.Function(method, callee, null), arguments, node, frame, state);
      }
      case Type.LibraryObject(String name) -> {
        Value result = walk.library.function(name, arguments, node, frame, state);
        yield result != null ? result : libraryResult(callee, arguments, node, frame, state);
      }
      case Type.Builtin(String name) -> {
        Value result = walk.library.builtin(name, arguments, node, frame, state);
        yield result != null ? result : libraryResult(callee, arguments, node, frame, state);
      }
      case Type.Library _ -> libraryResult(callee, arguments, node, frame, state);
      default -> opaque(callee, arguments, node, frame, state);
    };
  }

  private Value libraryResult(
      Value callee, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    Value result = opaque(callee, arguments, node, frame, state);
    Type type = walk.types.ofResult(callee.type());
    return LibraryTypes.isHolder(type) || type.isMutableContainer()
        ? result.withType(type).withObject(new FreshObject(null, walk.heap))
        : result.withType(type);
  }

  /// A call whose target is not known: the result is made of the arguments.
  Value opaque(Value callee, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    Set<ReadEvent> reads = Value.union(callee.reads(), arguments.reads());
    boolean logs =
        callee.callable() instanceof Callee.Method method
            && method.receiver().type() instanceof Type.Library(String owner)
            && owner.startsWith("logging.");
    for (Value value : arguments.positional()) {
      reads = Value.union(reads, walk.containers.readWhole(value, node, frame, state));
      if (!logs) {
        walk.shared.readHeld(value, node, frame, state);
      }
    }
    for (Value value : arguments.named().values()) {
      reads = Value.union(reads, walk.containers.readWhole(value, node, frame, state));
      walk.shared.readHeld(value, node, frame, state);
    }
    int taint = (callee.taint() | arguments.taint()) & ~(Taint.ABSENT | Taint.LEFT_OUT);
    boolean question =
        callee.callable() instanceof Callee.Method method
            && !(method.receiver().type() instanceof Type.Instance)
            && arguments.positional().isEmpty()
            && arguments.named().isEmpty();
    return Value.derived(
        Type.UNKNOWN, reads.isEmpty() || question ? taint : taint | Taint.DISTANT, reads);
  }

  private Value anonymous(
      Callee.Anonymous anonymous,
      Callee.Arguments arguments,
      PyTree node,
      Frame frame,
      State state) {
    if (frame.depth > MAX_DEPTH) {
      return opaque(Value.UNKNOWN, arguments, node, frame, state);
    }
    Env saved = state.env;
    Env env = Env.of(null, anonymous.closure(), frame.atStart);
    int index = 0;
    for (PyTree.Parameter parameter : anonymous.lambda().parameters().all()) {
      Value named = arguments.named().get(parameter.name());
      env.put(
          parameter.name(),
          named != null
              ? named
              : index < arguments.positional().size()
                  ? arguments.positional().get(index)
                  : Value.UNKNOWN);
      index++;
    }
    Frame inner =
        new Frame(
            anonymous.module(),
            frame.function,
            frame,
            frame.site(node),
            frame.thread,
            frame.atStart);
    state.env = env;
    Value value = walk.expressions.eval(anonymous.lambda().body(), inner, state);
    state.env = saved;
    return value;
  }

  // ---- objects

  private Value construct(
      ClassSymbol symbol, Callee.Arguments given, PyTree node, Frame frame, State state) {
    Callee.Arguments arguments = given.withoutProse();
    if (walk.singletons.isOne(symbol)) {
      return Value.of(new Type.Instance(symbol)).withLocation(walk.variables.singleton(symbol));
    }
    FunctionSymbol make = walk.linker.method(symbol, "__new__");
    FunctionSymbol init = walk.linker.method(symbol, "__init__");
    FunctionSymbol runs = init != null ? init : make;
    if (runs == null) {
      return fill(symbol, arguments);
    }
    if (canFollow(runs, frame, state)) {
      walk.activity.enter(runs, frame.thread, node, frame);
    }
    CallKey key =
        frame.atStart
            ? null
            : CallKey.of("new " + symbol.dottedName(), null, arguments, frame.thread, state);
    return walk.memo.call(
        runs,
        key,
        node,
        frame,
        state,
        () -> construct(symbol, make, init, arguments, node, frame, state));
  }

  /// An object whose class leaves storing the arguments to its base or decorator.
  private Value fill(ClassSymbol symbol, Callee.Arguments arguments) {
    FreshObject object = new FreshObject(symbol, walk.heap);
    arguments.named().forEach(object::store);
    List<String> fields = new ArrayList<>(symbol.ownAttributes().keySet());
    for (int i = 0; i < Math.min(fields.size(), arguments.positional().size()); i++) {
      object.store(fields.get(i), arguments.positional().get(i));
    }
    return Value.of(new Type.Instance(symbol))
        .withObject(object)
        .withReads(arguments.reads())
        .withTaint(arguments.taint() & ~Taint.UNIQUE);
  }

  private Value construct(
      ClassSymbol symbol,
      @Nullable FunctionSymbol make,
      @Nullable FunctionSymbol init,
      Callee.Arguments arguments,
      PyTree node,
      Frame frame,
      State state) {
    FreshObject object = new FreshObject(symbol, walk.heap);
    Value self =
        Value.of(new Type.Instance(symbol)).withObject(object).withReads(arguments.reads());
    if (make != null) {
      Value made =
          invoke(
              new Callee.Function(make, Value.of(new Type.ClassObject(symbol)), null),
              arguments,
              node,
              frame,
              state);
      if (made.location() != null) {
        return made.type() instanceof Type.Instance ? made : made.withType(self.type());
      }
    }
    if (init == null) {
      return fill(symbol, arguments);
    }
    if (canFollow(init, frame, state)) {
      follow(
          new Callee.Function(init, self, null), arguments, node, frame, state, null, frame.thread);
    } else {
      opaque(Value.UNKNOWN, arguments, node, frame, state);
    }
    return self;
  }

  // ---- functions

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

  private Value invokeOrDefer(
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
      return opaque(Value.UNKNOWN, arguments, node, frame, state);
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

  private boolean canFollow(FunctionSymbol function, Frame frame, State state) {
    return frame.depth <= (frame.atStart ? MAX_START_DEPTH : MAX_DEPTH)
        && !frame.isActive(function)
        && !walk.isExhausted()
        && !state.dead;
  }

  private Value follow(
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
