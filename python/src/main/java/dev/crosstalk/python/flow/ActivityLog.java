package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Activity.Call;
import dev.crosstalk.python.effects.Activity.Deed;
import dev.crosstalk.python.effects.Activity.Guarded;
import dev.crosstalk.python.effects.Activity.Hold;
import dev.crosstalk.python.effects.Activity.Kind;
import dev.crosstalk.python.effects.Activity.Point;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.LibraryClasses;
import dev.crosstalk.python.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes down what requests do beside reading and writing. Calls are noted even when {@link Memo}
/// replays them: what lies below was noted when they were followed.
final class ActivityLog {
  private static final Set<String> KEPT = Set.of("lru_cache", "cache");
  private static final Set<String> TASKS =
      Set.of("asyncio.create_task", "asyncio.ensure_future", "asyncio.tasks.create_task");
  private static final Set<String> POOLS =
      Set.of("asyncpg.Pool.acquire", "aiomysql.create_pool.acquire");

  /// Tells calls and deeds apart.
  private record Key(int from, int to, @Nullable Kind kind, String path, int node) {}

  private final Walk walk;
  private final Conversations conversations = new Conversations();
  private final LibraryVocabulary vocabulary = new LibraryVocabulary();
  private final List<Point> points = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Deed> deeds = new ArrayList<>();
  private final Map<FunctionSymbol, Integer> onLoop = new HashMap<>();
  private final Map<FunctionSymbol, Integer> inThread = new HashMap<>();
  private final Set<Key> seen = new HashSet<>();
  private final java.util.IdentityHashMap<PyTree, Guarded> slots =
      new java.util.IdentityHashMap<>();

  ActivityLog(Walk walk) {
    this.walk = walk;
  }

  Activity activity() {
    return new Activity(points, calls, deeds, conversations.all());
  }

  /// A new entry point.
  int origin(String label) {
    points.add(new Point(label, Optional.empty(), false, false));
    return points.size() - 1;
  }

  /// The point of a function.
  int point(FunctionSymbol function, boolean thread) {
    Integer known = (thread ? inThread : onLoop).get(function);
    if (known != null) {
      return known;
    }
    boolean once =
        !function.definition().decorators().isEmpty()
            && function.hasDecorator(KEPT)
            && function.definition().parameters().all().isEmpty();
    points.add(new Point("", Optional.of(function), thread, once));
    (thread ? inThread : onLoop).put(function, points.size() - 1);
    return points.size() - 1;
  }

  /// A first-party function is called.
  void enter(FunctionSymbol function, boolean thread, PyTree node, Frame frame) {
    if (walk.tracker.isMuted() || frame.point < 0) {
      return;
    }
    int to = point(function, thread);
    if (seen.add(new Key(frame.point, to, null, frame.module.path(), node.id()))) {
      calls.add(new Call(frame.point, to, frame.site(node), frame.holding, frame.detached));
    }
  }

  /// Something is called, first-party or not.
  ///
  /// @param dropped nobody uses the result
  void call(
      Value callee, Callee.Arguments arguments, PyTree.Call call, boolean dropped, Frame frame) {
    if (walk.tracker.isMuted() || frame.point < 0) {
      return;
    }
    conversations.call(callee, arguments, call, frame);
    String name = nameOf(callee);
    if (name.isEmpty()) {
      return;
    }
    if (TASKS.contains(name)) {
      note(Kind.TASK_STARTED, call, name, dropped ? "dropped" : "", null, frame);
      return;
    }
    if (POOLS.contains(name)
        && callee.callable() instanceof Callee.Method(Value pool, String _)
        && pool.location() != null) {
      Location place = pool.location();
      slots.put(call, new Guarded(place.key, place.display, name, !place.isKeyed(), false));
    }
    LibraryVocabulary.Entry entry = vocabulary.find(name);
    if (entry != null && !returnsAtOnce(name, arguments)) {
      note(entry.waits() ? Kind.SLOW : Kind.BLOCKING, call, name, entry.family(), null, frame);
    }
  }

  private static boolean returnsAtOnce(String name, Callee.Arguments arguments) {
    Value first = arguments.positional().isEmpty() ? null : arguments.positional().getFirst();
    Object constant = first == null ? null : first.constant();
    if (name.endsWith(".sleep")) {
      return Long.valueOf(0).equals(constant);
    }
    if (name.equals("queue.Queue.get")) {
      Value block = arguments.named().get("block");
      return PyTree.ConstantKind.FALSE.equals(constant)
          || (block != null && PyTree.ConstantKind.FALSE.equals(block.constant()));
    }
    return false;
  }

  /// The qualified name of what is called, as far as it is a library's; else empty.
  private String nameOf(Value callee) {
    if (callee.callable() instanceof Callee.Method(Value receiver, String method)) {
      String owner =
          receiver.type() instanceof Type.Library(String made)
              ? LibraryClasses.canonical(made)
              : receiver.type() instanceof Type.LibraryObject(String library)
                  ? library
                  : receiver.callable() instanceof Callee.Method
                      ? nameOf(receiver)
                      : (receiver.taint() & Taint.LOOP) != 0 ? "asyncio" : "";
      return owner.isEmpty() ? "" : owner + "." + method;
    }
    if (callee.callable() != null) {
      return "";
    }
    return switch (callee.type()) {
      case Type.LibraryObject(String name) -> name;
      case Type.Builtin(String name) -> "builtins." + name;
      case Type.Library(String made) -> LibraryClasses.canonical(made) + ".()";
      default -> "";
    };
  }

  private void note(
      Kind kind,
      PyTree node,
      String subject,
      String detail,
      @Nullable Guarded guarded,
      Frame frame) {
    if (seen.add(new Key(frame.point, -1, kind, frame.module.path(), node.id()))) {
      deeds.add(
          new Deed(
              kind,
              frame.point,
              frame.site(node),
              subject,
              detail,
              frame.holding,
              Optional.ofNullable(guarded)));
    }
  }

  // ---- what is held

  private @Nullable Guarded guarded(Value value) {
    Location place = value.location();
    String type = place == null ? "" : walk.locks.classOf(value);
    return place == null || type.isEmpty()
        ? null
        : new Guarded(
            place.key + place.keySymbol,
            place.display,
            type,
            !place.isKeyed(),
            walk.locks.isExclusive(value));
  }

  /// Runs `body` while what a `with` item takes is held.
  void holding(Value context, PyTree.Expr node, Frame frame, Runnable body) {
    Guarded taken = guarded(context);
    if (taken == null && !slots.isEmpty()) {
      taken = slots.get(node instanceof PyTree.Await await ? await.value() : node);
    }
    if (taken == null || walk.tracker.isMuted() || frame.point < 0) {
      body.run();
      return;
    }
    List<Hold> before = frame.holding;
    note(Kind.TAKE, node, "with", "", taken, frame);
    frame.holding = with(before, new Hold(taken, frame.site(node)));
    body.run();
    frame.holding = before;
  }

  /// `acquire()`.
  void take(Value lock, PyTree node, Frame frame) {
    Guarded taken = guarded(lock);
    if (taken != null && !walk.tracker.isMuted() && frame.point >= 0) {
      note(Kind.TAKE, node, "acquire", "", taken, frame);
      frame.holding = with(frame.holding, new Hold(taken, frame.site(node)));
    }
  }

  /// `release()`.
  void giveBack(Value lock, Frame frame) {
    Guarded taken = guarded(lock);
    if (taken != null && !frame.holding.isEmpty()) {
      List<Hold> rest = new ArrayList<>(frame.holding);
      rest.removeIf(hold -> hold.what().equals(taken));
      frame.holding = List.copyOf(rest);
    }
  }

  /// Runs the body of a `with` statement at the `yield` of its context manager: what the manager
  /// holds the body holds too.
  void lend(Frame manager, Runnable body) {
    Frame user = manager.caller;
    if (manager.holding.isEmpty() || user == null) {
      body.run();
      return;
    }
    List<Hold> before = user.holding;
    List<Hold> both = new ArrayList<>(before);
    both.addAll(manager.holding);
    user.holding = List.copyOf(both);
    body.run();
    user.holding = before;
  }

  private static List<Hold> with(List<Hold> holds, Hold more) {
    List<Hold> longer = new ArrayList<>(holds);
    longer.add(more);
    return List.copyOf(longer);
  }
}
