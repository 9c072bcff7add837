package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.flow.Tracker.Write;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What calls of the standard library, of built-ins and of framework objects mean for concurrency.
final class LibraryCalls {
  private static final Set<String> SPAWNERS =
      Set.of("create_task", "start_soon", "ensure_future", "call_soon", "call_later", "spawn");
  private static final Set<String> UNIQUE =
      Set.of(
          "uuid.uuid1",
          "uuid.uuid4",
          "uuid.uuid7",
          "secrets.token_hex",
          "secrets.token_urlsafe",
          "secrets.token_bytes",
          "asyncio.current_task",
          "ulid.new",
          "ulid.ULID",
          "nanoid.generate",
          "asyncio.Queue",
          "asyncio.Event",
          "asyncio.Future",
          "object");
  private static final Set<String> HANDLES =
      Set.of(
          "asyncio.create_task",
          "asyncio.ensure_future",
          "asyncio.Queue",
          "asyncio.Event",
          "asyncio.Future",
          "asyncio.Lock",
          "asyncio.Semaphore");
  private static final Set<String> LOOP =
      Set.of(
          "threading.get_ident",
          "threading.current_thread",
          "threading.get_native_id",
          "os.getpid",
          "asyncio.get_event_loop",
          "asyncio.get_running_loop");
  private static final Set<String> COPIES =
      Set.of(
          "dict",
          "list",
          "set",
          "tuple",
          "frozenset",
          "sorted",
          "reversed",
          "copy.copy",
          "copy.deepcopy");
  private static final Set<String> WHOLE =
      Set.of(
          "len",
          "any",
          "all",
          "sum",
          "max",
          "min",
          "str",
          "repr",
          "bool",
          "iter",
          "enumerate",
          "zip",
          "map",
          "filter",
          "next",
          "print",
          "format",
          "int",
          "float",
          "abs",
          "round",
          "hash");

  private final Walk walk;

  LibraryCalls(Walk walk) {
    this.walk = walk;
  }

  /// A library function by qualified name; null when nothing special is known.
  @Nullable Value function(
      String name, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    Value context = walk.contexts.function(name, arguments, state);
    if (context != null) {
      return context;
    }
    List<Value> positional = arguments.positional();
    Value first = positional.isEmpty() ? Value.UNKNOWN : positional.getFirst();
    if (UNIQUE.contains(name)) {
      int taint = Taint.UNIQUE | (HANDLES.contains(name) ? Taint.HANDLE : 0);
      return Value.derived(new Type.Library(name), taint, Set.of());
    }
    if (LOOP.contains(name)) {
      return Value.derived(Type.UNKNOWN, Taint.LOOP, Set.of());
    }
    if (COPIES.contains(name)) {
      return copy(first, node, frame, state);
    }
    switch (name) {
      case "asyncio.create_task", "asyncio.ensure_future", "asyncio.tasks.create_task" -> {
        spawn(first, node, frame, state);
        return Value.derived(
            new Type.Library("asyncio.Task"), Taint.HANDLE | Taint.REQUEST, Set.of());
      }
      case "asyncio.gather", "asyncio.wait", "asyncio.as_completed" -> {
        return gather(arguments, node, frame, state);
      }
      case "asyncio.wait_for", "asyncio.shield", "asyncio.timeouts.wait_for" -> {
        walk.pause(node, frame, Pause.How.AWAIT, true, state);
        return first;
      }
      case "asyncio.to_thread",
          "starlette.concurrency.run_in_threadpool",
          "fastapi.concurrency.run_in_threadpool",
          "anyio.to_thread.run_sync",
          "asgiref.sync.sync_to_async" -> {
        return inThread(name, first, rest(arguments, 1), node, frame, state);
      }
      case "functools.partial" -> {
        return Value.callable(Type.UNKNOWN, new Callee.Partial(first, rest(arguments, 1)));
      }
      case "asyncio.TaskGroup", "anyio.create_task_group" -> {
        return Value.special(Value.Special.TASK_GROUP, Type.UNKNOWN, 0);
      }
      case "fastapi.responses.StreamingResponse",
          "starlette.responses.StreamingResponse",
          "sse_starlette.sse.EventSourceResponse",
          "sse_starlette.EventSourceResponse",
          "fastapi.sse.EventSourceResponse" -> {
        Value content = positional.isEmpty() ? arguments.named().get("content") : first;
        if (content != null && content.callable() instanceof Callee.Pending) {
          defer(content, state);
        }
        return Value.of(new Type.Library(name));
      }
      case "fastapi.BackgroundTasks", "starlette.background.BackgroundTasks" -> {
        return Value.special(Value.Special.BACKGROUND_TASKS, Type.UNKNOWN, 0);
      }
      case "starlette.background.BackgroundTask" -> {
        defer(call(first, rest(arguments, 1)), state);
        return Value.of(new Type.Library(name));
      }
      default -> {
        walk.settings.call(name, arguments, node, frame, state);
        return null;
      }
    }
  }

  /// A built-in function by name; null when nothing special is known.
  @Nullable Value builtin(
      String name, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    List<Value> positional = arguments.positional();
    Value first = positional.isEmpty() ? Value.UNKNOWN : positional.getFirst();
    if (COPIES.contains(name)) {
      if (name.equals("dict") && positional.isEmpty()) {
        FreshObject object = new FreshObject(null, walk.heap);
        arguments.named().forEach((key, value) -> object.store("[" + key + "]", value));
        return Value.of(new Type.Container(Type.Kind.DICT, Type.UNKNOWN))
            .withTaint(arguments.taint())
            .withObject(object);
      }
      return copy(first, node, frame, state);
    }
    if (WHOLE.contains(name)) {
      Set<ReadEvent> reads = arguments.reads();
      for (Value value : positional) {
        Location location = value.location();
        boolean asks = name.equals("len") || name.equals("bool");
        reads =
            Value.union(
                reads,
                asks && location != null
                    ? walk.tracker.ask(location, true, walk.at(node, frame), state)
                    : walk.containers.readWhole(value, node, frame, state));
      }
      Type type =
          switch (name) {
            case "len", "str", "int", "bool", "sum", "float", "repr", "any", "all" -> Type.SCALAR;
            case "enumerate", "zip", "map", "filter", "iter" ->
                new Type.Container(Type.Kind.TUPLE, Type.UNKNOWN);
            default -> Type.UNKNOWN;
          };
      Value result = Value.derived(type, arguments.taint(), reads);
      boolean sameKey = (name.equals("str") || name.equals("int")) && positional.size() == 1;
      return sameKey ? result.withSymbol(first.symbol()) : result;
    }
    switch (name) {
      case "getattr" -> {
        if (positional.size() >= 2 && positional.get(1).constant() instanceof String attribute) {
          if (positional.size() == 2 && first.special() == Value.Special.REQUEST_STATE) {
            walk.contexts.stateRead(attribute, node, frame, state);
          }
          return walk.attributes.attribute(first, attribute, node, frame, state);
        }
        return null;
      }
      case "setattr" -> {
        if (positional.size() == 3 && positional.get(1).constant() instanceof String attribute) {
          walk.assignments.storeAttribute(
              first,
              attribute,
              positional.get(2),
              new Assignments.Text(frame.module, null),
              Write.STORE,
              node,
              frame,
              state);
        }
        return Value.SCALAR;
      }
      case "super" -> {
        Value self = positional.size() == 2 ? positional.get(1) : selfOf(frame, state);
        return new Value(
            self.type(),
            self.location(),
            self.taint(),
            null,
            "",
            Set.of(),
            self.object(),
            null,
            List.of(),
            Value.Special.SUPER);
      }
      case "isinstance", "issubclass", "callable", "hasattr", "type", "id" -> {
        if (first.special() == Value.Special.REQUEST_STATE
            && positional.size() == 2
            && positional.get(1).constant() instanceof String attribute) {
          walk.contexts.stateKnown(attribute, false, state);
        }
        return Value.derived(Type.SCALAR, first.allTaint(), first.reads());
      }
      default -> {
        return null;
      }
    }
  }

  private static Value selfOf(Frame frame, State state) {
    if (frame.function == null) {
      return Value.UNKNOWN;
    }
    List<PyTree.Parameter> parameters = frame.function.definition().parameters().all();
    return parameters.isEmpty()
        ? Value.UNKNOWN
        : orUnknown(state.env.get(parameters.getFirst().name()));
  }

  private static Value orUnknown(@Nullable Value value) {
    return value == null ? Value.UNKNOWN : value;
  }

  /// A method of a container or framework object by name; null when nothing special is known.
  @Nullable Value method(
      Callee.Method method, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    Value receiver = method.receiver();
    String name = method.name();
    List<Value> positional = arguments.positional();
    Value first = positional.isEmpty() ? Value.UNKNOWN : positional.getFirst();
    Value context = walk.contexts.method(method, arguments, node, frame, state);
    if (context != null) {
      return context;
    }
    if (receiver.special() == Value.Special.BACKGROUND_TASKS && name.equals("add_task")) {
      defer(call(first, rest(arguments, 1)), state);
      return Value.SCALAR;
    }
    if (SPAWNERS.contains(name) && !(receiver.type() instanceof Type.Container)) {
      Value work = name.equals("start_soon") ? call(first, rest(arguments, 1)) : first;
      spawn(work, node, frame, state);
      return Value.derived(
          new Type.Library("asyncio.Task"), Taint.HANDLE | Taint.REQUEST, Set.of());
    }
    if (name.equals("run_in_executor") && positional.size() >= 2) {
      return inThread(name, positional.get(1), rest(arguments, 2), node, frame, state);
    }
    if (name.equals("enter_async_context") || name.equals("enter_context")) {
      State.Lock lock = walk.locks.lockOf(first);
      if (lock != null) { // given back where the stack ends
        walk.tracker.waitFor(lock, walk.at(node, frame), state);
        state.acquire(lock);
        walk.tracker.countChange();
        return Value.callable(Type.SCALAR, new Callee.Done());
      }
    }
    if (name.equals("acquire") || name.equals("release")) {
      State.Lock lock = walk.locks.lockOf(receiver);
      if (lock != null) {
        if (name.equals("acquire")) {
          walk.tracker.waitFor(lock, walk.at(node, frame), state);
          walk.activity.take(receiver, node, frame);
          state.acquire(lock);
          if (arguments.positional().isEmpty() && arguments.named().isEmpty()) {
            walk.locks.take(lock, receiver, node, -1, frame);
          }
          walk.tracker.countChange();
        } else {
          state.release(lock);
          walk.activity.giveBack(receiver, frame);
          walk.tracker.countChange();
        }
        return Value.callable(Type.SCALAR, new Callee.Done());
      }
    }
    walk.clients.method(receiver, name, arguments, node, frame, state);
    walk.tables.method(receiver, name, node, frame, state);
    if (name.equals("create_future") && positional.isEmpty()) {
      return Value.derived(
          new Type.Library("asyncio.Future"), Taint.UNIQUE | Taint.HANDLE, Set.of());
    }
    if (receiver.type() instanceof Type.Library(String type)) {
      if (type.startsWith("contextvars.ContextVar") && name.equals("get")) {
        return walk.ambient.get(receiver);
      }
      if (type.startsWith("contextvars.ContextVar") && name.equals("set")) {
        walk.ambient.set(receiver, first);
      }
      return null;
    }
    boolean container =
        receiver.type() instanceof Type.Container
            || (receiver.type() instanceof Type.Unknown
                && receiver.location() != null
                && (ProgramFacts.MUTATORS.contains(name)
                    || name.equals("get")
                    || name.equals("items")
                    || name.equals("values")
                    || name.equals("keys")));
    if (container) {
      return walk.containers.call(
          receiver,
          name,
          arguments,
          node instanceof PyTree.Call call ? call : null,
          node,
          frame,
          state);
    }
    if (receiver.special() == Value.Special.NONE
        && receiver.location() == null
        && receiver.object() == null
        && (name.equals("hex") || name.equals("strip") || name.equals("lower"))) {
      return Value.derived(Type.SCALAR, receiver.taint(), receiver.reads())
          .withSymbol(receiver.symbol());
    }
    return null;
  }

  private Value copy(Value value, PyTree node, Frame frame, State state) {
    Set<ReadEvent> reads =
        Value.union(value.reads(), walk.containers.readWhole(value, node, frame, state));
    Type type =
        value.type() instanceof Type.Container
            ? value.type()
            : new Type.Container(Type.Kind.LIST, Type.UNKNOWN);
    return Value.derived(type, value.allTaint(), reads)
        .withElements(value.elements())
        .withObject(value.object());
  }

  private static Callee.Arguments rest(Callee.Arguments arguments, int from) {
    List<Value> positional = arguments.positional();
    return new Callee.Arguments(
        positional.size() <= from ? List.of() : positional.subList(from, positional.size()),
        arguments.named(),
        arguments.open());
  }

  /// A value that runs `target(arguments)` when it is awaited or deferred.
  private static Value call(Value target, Callee.Arguments arguments) {
    return Value.callable(Type.UNKNOWN, new Callee.Partial(target, arguments));
  }

  private void defer(Value work, State state) {
    walk.tracker.countStart();
    List<Value> more = new ArrayList<>(state.deferred);
    if (more.size() < 16) {
      walk.contexts.tasks.schedule(work, state);
      more.add(work);
    }
    state.deferred = more;
  }

  /// Runs a child task: it starts after a pause, on a copy, beside what follows here.
  void spawn(Value work, PyTree node, Frame frame, State state) {
    walk.tracker.countStart();
    State child = state.copy();
    state.held.forEach(child::release); // the task runs when it likes, not under the parent's locks
    walk.pause(node, frame, Pause.How.AWAIT, true, child);
    Frame beside =
        new Frame(frame.module, frame.function, frame, null, frame.thread, frame.atStart);
    beside.detached = true;
    beside.holding = List.of();
    walk.contexts.tasks.inTask(work, beside, child, () -> start(work, node, beside, child));
  }

  /// Runs what a value stands for.
  void start(Value work, PyTree node, Frame frame, State state) {
    Outcome outer = frame.out;
    frame.out = new Outcome();
    Value result = work;
    if (work.callable() instanceof Callee.Partial) {
      result = walk.calls.apply(work, Callee.Arguments.NONE, node, frame, state);
    }
    if (result.callable() instanceof Callee.Pending pending) {
      if (pending.kind() == Callee.Kind.COROUTINE) {
        walk.functions.run(pending, node, frame, state);
      } else {
        walk.functions.generate(
            pending,
            node,
            frame,
            state,
            (_, inner) -> {
              walk.pause(node, frame, Pause.How.AWAIT, true, inner);
              walk.contexts.tasks.nextStep(pending, inner);
            });
      }
    }
    frame.out = outer;
  }

  private Value gather(Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    int taint = arguments.taint();
    Set<ReadEvent> reads = arguments.reads();
    State after = null;
    for (Value each : arguments.positional()) {
      List<Value> work = each.elements().isEmpty() ? List.of(each) : each.elements();
      for (Value child : work) {
        State path = state.copy();
        walk.pause(node, frame, Pause.How.AWAIT, true, path);
        walk.contexts.tasks.inTask(child, frame, path, () -> start(child, node, frame, path));
        after = State.join(after, path);
      }
    }
    if (after != null && !after.dead) {
      Env env = state.env;
      state.become(after);
      state.env = env;
    }
    return Value.derived(Type.UNKNOWN, taint, reads);
  }

  /// Runs `target(arguments)` on a pool thread.
  Value inThread(
      String how, Value target, Callee.Arguments arguments, PyTree node, Frame frame, State state) {
    walk.pause(node, frame, Pause.How.THREAD_HOP, true, state);
    Frame pool = new Frame(frame.module, frame.function, frame, null, true, frame.atStart);
    Value result =
        walk.contexts.tasks.inThread(
            how, pool, state, () -> walk.calls.apply(target, arguments, node, pool, state));
    if (pool.out.raised != null) {
      frame.out.addRaise(pool.out.raised);
    }
    walk.pause(node, frame, Pause.How.THREAD_HOP, true, state);
    return result;
  }
}
