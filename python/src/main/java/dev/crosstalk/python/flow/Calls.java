package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.names.ClassSymbol;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.LibraryTypes;
import dev.crosstalk.python.types.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Calls: first-party functions are followed with what is known of their arguments.
final class Calls {
  private static final int MAX_DEPTH = 24;
  private final Walk walk;

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
      case Callee.Function function ->
          walk.functions.invokeOrDefer(function, arguments, node, frame, state);
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
      case Type.ClassObject(ClassSymbol symbol) ->
          walk.constructions.construct(symbol, arguments, node, frame, state);
      case Type.Instance(ClassSymbol symbol) -> {
        FunctionSymbol method = walk.linker.method(symbol, "__call__");
        yield method == null
            ? opaque(callee, arguments, node, frame, state)
            : walk.functions.invokeOrDefer(
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
}
