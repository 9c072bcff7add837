package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.flow.State.Guard;
import dev.crosstalk.python.names.FunctionSymbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Remembers calls that only look: a second call with the same arguments gives the same value and
/// the same reads without being followed again. Calls that read and suspend, or that write what
/// belongs to no single request, are followed {@link #FOLLOWED} times with the same arguments: by
/// then every window inside them was seen; later calls count as reads that precede the suspension.
/// Calls that store a request's data where others see it, change an object of their caller or start
/// work are followed each time.
final class Memo {
  private static final int MAX_READS = 64;
  private static final int FOLLOWED = 6;
  private final Walk walk;
  private final Map<FunctionSymbol, Map<String, Run>> runs = new HashMap<>();
  private final Map<FunctionSymbol, Map<String, Integer>> followed = new HashMap<>();

  Memo(Walk walk) {
    this.walk = walk;
  }

  /// What a call did. Reads come before the pause when it is replayed.
  ///
  /// @param returns it can come back
  /// @param raises it can raise
  /// @param pause where it suspends, when it does
  /// @param guards checks that hold after it
  private record Run(
      Value result,
      boolean carriesReads,
      boolean returns,
      boolean raises,
      @Nullable Pause pause,
      List<Tracker.Look> looks,
      List<Guard> guards) {}

  /// Runs `call`, or replays what it did before.
  Value call(
      FunctionSymbol function,
      @Nullable String key,
      Frame frame,
      State state,
      Supplier<Value> call) {
    if (key == null || walk.tracker.isMuted()) {
      return call.get();
    }
    Map<String, Run> known = runs.computeIfAbsent(function, _ -> new HashMap<>());
    Run run = known.get(key);
    if (run != null) {
      return replay(run, frame, state);
    }
    Tracker tracker = walk.tracker;
    int changes = tracker.changes();
    int starts = tracker.starts();
    int held = state.held.size();
    int pauses = tracker.pauses();
    int from = tracker.startLog();
    Heap.Mark mark = walk.heap.mark();
    Pause before = tracker.forgetPause();
    List<Value> deferred = state.deferred;
    State raisedBefore = frame.out.raised;
    Value result = call.get();
    Pause pause = tracker.lastPause();
    tracker.restorePause(before);
    boolean changed = walk.heap.changedBefore(mark);
    List<Tracker.Look> looks = tracker.endLog(from);
    boolean replayable =
        tracker.starts() == starts
            && !changed
            && !walk.isExhausted()
            && (state.dead || (state.deferred.equals(deferred) && state.held.size() == held))
            && looks.size() <= MAX_READS;
    boolean only =
        replayable
            && ((tracker.changes() == changes && (looks.isEmpty() || tracker.pauses() == pauses))
                || followed
                        .computeIfAbsent(function, _ -> new HashMap<>())
                        .merge(key, 1, Integer::sum)
                    >= FOLLOWED);
    if (only) {
      known.put(
          key,
          new Run(
              result.withReads(Set.of()),
              !result.reads().isEmpty(),
              !state.dead,
              frame.out.raised != raisedBefore,
              tracker.pauses() == pauses ? null : pause,
              looks,
              guardsOf(looks, state)));
    }
    return result;
  }

  private static List<Guard> guardsOf(List<Tracker.Look> looks, State state) {
    List<Guard> found = new ArrayList<>();
    for (Guard guard : state.guards) {
      for (Tracker.Look look : looks) {
        if (look.event() == guard.read()) {
          found.add(guard);
          break;
        }
      }
    }
    return found;
  }

  private Value replay(Run run, Frame frame, State state) {
    Set<ReadEvent> reads = Set.of();
    Map<ReadEvent, ReadEvent> now = new HashMap<>();
    for (Tracker.Look look : run.looks()) {
      for (ReadEvent event : walk.tracker.again(look, state)) {
        now.put(look.event(), event);
        reads = Value.union(reads, Set.of(event));
      }
    }
    if (run.pause() != null) {
      walk.tracker.pause(run.pause(), state);
    }
    if (run.raises() && !state.dead) {
      frame.out.addRaise(raised(run, now, state));
    }
    if (!run.returns()) {
      state.dead = true;
      return Value.UNKNOWN;
    }
    List<Guard> guards = new ArrayList<>(state.guards);
    for (Guard guard : run.guards()) {
      ReadEvent event = now.get(guard.read());
      if (event != null) {
        guards.add(
            new Guard(
                event, guard.branch(), guard.sides(), guard.otherRejects(), guard.emptiness()));
      }
    }
    state.guards = guards;
    FreshObject object = run.result().object();
    Value result = object == null ? run.result() : run.result().withObject(object.copy());
    return run.carriesReads() ? result.withReads(reads) : result;
  }

  /// Where a check that refuses has raised, its other side holds.
  private static State raised(Run run, Map<ReadEvent, ReadEvent> now, State state) {
    State raised = state.copy();
    List<Guard> guards = new ArrayList<>(raised.guards);
    for (Guard guard : run.guards()) {
      ReadEvent event = now.get(guard.read());
      if (event != null && guard.otherRejects()) {
        guards.add(new Guard(event, guard.branch(), 3 - guard.sides(), false, guard.emptiness()));
      }
    }
    raised.guards = guards;
    return raised;
  }

  // ---- keys

  /// What a call depends on, or null when that cannot be said in short.
  static @Nullable String key(Callee.Function target, Callee.Arguments arguments, boolean thread) {
    if (target.closure() != null) {
      return null;
    }
    StringBuilder out = new StringBuilder(thread ? "t" : "a");
    if (target.self() != null && !append(target.self(), out, 0)) {
      return null;
    }
    for (Value value : arguments.positional()) {
      out.append(',');
      if (!append(value, out, 0)) {
        return null;
      }
    }
    for (Map.Entry<String, Value> entry : arguments.named().entrySet()) {
      out.append(';').append(entry.getKey()).append('=');
      if (!append(entry.getValue(), out, 0)) {
        return null;
      }
    }
    return out.append(arguments.open()).toString();
  }

  private static boolean append(Value value, StringBuilder out, int depth) {
    if (depth > 3 || out.length() > 2000 || !value.reads().isEmpty()) {
      return false;
    }
    switch (value.callable()) {
      case null -> {}
      case Callee.Function function -> {
        if (function.closure() != null || function.self() != null) {
          return false;
        }
        out.append('f').append(function.symbol().dottedName());
      }
      case Callee.Method method -> out.append('m').append(method.name());
      default -> {
        return false;
      }
    }
    out.append(value.type().hashCode()).append(':').append(value.taint());
    if (value.special() != Value.Special.NONE) {
      out.append(value.special());
    }
    if (value.location() != null) {
      out.append('@').append(value.location().key).append(value.location().keySymbol);
    }
    if (value.constant() != null) {
      out.append('#').append(value.constant());
    }
    if (!value.symbol().isEmpty()) {
      out.append('$').append(value.symbol());
    }
    for (Value element : value.elements()) {
      out.append('[');
      if (!append(element, out, depth + 1)) {
        return false;
      }
    }
    FreshObject object = value.object();
    return object == null || object.describe(out, (field, to) -> append(field, to, depth + 1));
  }
}
