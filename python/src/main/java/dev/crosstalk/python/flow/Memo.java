package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.flow.State.Guard;
import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
  private static final int MAX_READS = 128;
  private static final int MAX_LOGGED = 2000;
  private static final int FOLLOWED = 6;
  private final Walk walk;
  private final Map<FunctionSymbol, Map<String, Known>> runs = new HashMap<>();

  Memo(Walk walk) {
    this.walk = walk;
  }

  /// What a call did. Reads come before the pause when it is replayed.
  ///
  /// @param given reads that the arguments were computed from
  /// @param returns it can come back
  /// @param raises it can raise
  /// @param pause where it suspends, when it does
  /// @param depth number of call sites that led to the call and stand first in every chain
  /// @param guards checks that hold after it
  private record Run(
      Value result,
      List<ReadEvent> given,
      boolean returns,
      boolean raises,
      @Nullable Pause pause,
      int depth,
      List<Reads> looks,
      List<Guard> guards,
      List<ContextVars.Note> notes) {}

  /// What is known of calls with the same arguments. Those that ask nothing of context variables
  /// are alike whatever these hold.
  private static final class Known {
    private @Nullable Run anywhere;
    private int followed;
    private final Map<String, Run> byContext = new HashMap<>(2);
    private final Map<String, Integer> followedIn = new HashMap<>(2);

    @Nullable Run run(String context) {
      return anywhere != null ? anywhere : byContext.get(context);
    }

    int follow(boolean asked, String context) {
      return asked ? followedIn.merge(context, 1, Integer::sum) : ++followed;
    }

    void keep(boolean asked, String context, Run run) {
      if (asked) {
        byContext.put(context, run);
      } else {
        anywhere = run;
      }
    }
  }

  /// Runs `call`, or replays what it did before.
  Value call(
      FunctionSymbol function,
      @Nullable CallKey call,
      PyTree node,
      Frame frame,
      State state,
      Supplier<Value> follow) {
    if (call == null || walk.tracker.isMuted()) {
      return follow.get();
    }
    Known calls =
        runs.computeIfAbsent(function, _ -> new HashMap<>())
            .computeIfAbsent(call.text(), _ -> new Known());
    ContextState context = state.context;
    Run run = calls.run(context.signature());
    if (run != null) {
      return replay(run, call, node, frame, state);
    }
    Tracker tracker = walk.tracker;
    int changes = tracker.changes();
    int starts = tracker.starts();
    int held = state.held.size();
    int pauses = tracker.pauses();
    int from = tracker.startLog();
    int fromNote = walk.contexts.startLog();
    Heap.Mark mark = walk.heap.mark();
    Pause before = tracker.forgetPause();
    List<Value> deferred = state.deferred;
    State guarded = state.copy();
    State raisedBefore = frame.out.raised;
    Value result = follow.get();
    Pause pause = tracker.lastPause();
    tracker.restorePause(before);
    boolean changed = walk.heap.changedBefore(mark);
    boolean replayable =
        tracker.starts() == starts
            && !changed
            && !walk.isExhausted()
            && (state.dead || (state.deferred.equals(deferred) && state.held.size() == held))
            && state.context.isBack(context)
            && canRename(result, 0);
    List<Tracker.Look> all = tracker.endLog(from, replayable ? MAX_LOGGED : -1);
    boolean asked = walk.contexts.isLogged(fromNote);
    List<ContextVars.Note> notes = walk.contexts.endLog(fromNote);
    if (!replayable || notes == null) {
      return result;
    }
    boolean looksOnly =
        tracker.changes() == changes
            && (all.isEmpty() || tracker.pauses() == pauses)
            && all.size() <= MAX_LOGGED;
    List<Reads> looks = looksOnly ? distinct(all) : List.of();
    boolean known = looksOnly && looks.size() <= MAX_READS;
    if (!known && calls.follow(asked, context.signature()) >= FOLLOWED) {
      // what the first of them say of the windows in a path around this call has to do
      looks = distinct(all);
      known = true;
    }
    if (known) {
      looks = looks.subList(0, Math.min(looks.size(), MAX_READS));
      calls.keep(
          asked,
          context.signature(),
          new Run(
              result,
              call.given(),
              !state.dead,
              frame.out.raised != raisedBefore,
              tracker.pauses() == pauses ? null : pause,
              frame.calls().size() + 1,
              looks,
              made(guarded, looks, call.given(), state),
              notes));
    }
    return result;
  }

  /// The looks at one place during a call: the first, which a replay repeats, and the events of
  /// all.
  private record Reads(Tracker.Look look, List<ReadEvent> events) {}

  private record Seen(String key, boolean whole, boolean flows) {}

  private static List<Reads> distinct(List<Tracker.Look> looks) {
    if (looks.isEmpty()) {
      return List.of();
    }
    Map<Seen, Reads> seen = new LinkedHashMap<>();
    for (Tracker.Look look : looks) {
      seen.computeIfAbsent(
              new Seen(look.location().key, look.whole(), look.flows()),
              _ -> new Reads(look, new ArrayList<>(1)))
          .events()
          .add(look.event());
    }
    return List.copyOf(seen.values());
  }

  /// The guards that the call left behind.
  private static List<Guard> made(
      State before, List<Reads> looks, List<ReadEvent> given, State state) {
    List<Guard> found = new ArrayList<>();
    if (state.dead) {
      return found;
    }
    Set<ReadEvent> known = new HashSet<>(given);
    looks.forEach(look -> known.addAll(look.events()));
    for (Guard guard : state.guards()) {
      if (known.contains(guard.read()) && !before.hasGuard(guard)) {
        found.add(guard);
      }
    }
    return found;
  }

  private Value replay(Run run, CallKey call, PyTree node, Frame frame, State state) {
    Map<ReadEvent, ReadEvent> now = new HashMap<>();
    for (int i = 0; i < run.given().size(); i++) {
      now.put(run.given().get(i), call.given().get(i));
    }
    List<Site> calls = List.of();
    if (!run.looks().isEmpty() || run.pause() != null) {
      calls = new ArrayList<>(frame.calls());
      calls.add(frame.site(node));
    }
    for (Reads reads : run.looks()) {
      Tracker.Look look = reads.look();
      Tracker.PyNode at =
          new Tracker.PyNode(
              look.at().site(), chain(calls, look.at().calls(), run.depth()), look.at().thread());
      for (ReadEvent event : walk.tracker.again(look, at, state)) {
        reads.events().forEach(known -> now.put(known, event));
      }
    }
    walk.contexts.replay(run.notes(), state);
    Pause pause = run.pause();
    if (pause != null) {
      Pause reached =
          new Pause(
              pause.site(), chain(calls, pause.calls(), run.depth()), pause.how(), pause.certain());
      walk.tracker.locks.again(pause, reached);
      walk.tracker.pause(reached, state);
    }
    if (run.raises() && !state.dead) {
      frame.out.addRaise(raised(run, now, state));
    }
    if (!run.returns()) {
      state.dead = true;
      return Value.UNKNOWN;
    }
    for (Guard guard : run.guards()) {
      ReadEvent event = now.get(guard.read());
      if (event != null) {
        state.addGuard(guard.with(event));
      }
    }
    return rename(run.result(), now, 0);
  }

  /// Where a check that refuses has raised, its other side holds.
  private static State raised(Run run, Map<ReadEvent, ReadEvent> now, State state) {
    State raised = state.copy();
    for (Guard guard : run.guards()) {
      ReadEvent event = now.get(guard.read());
      if (event != null && guard.otherRejects()) {
        raised.addGuard(
            new Guard(event, guard.branch(), 3 - guard.sides(), false, guard.emptiness()));
      }
    }
    return raised;
  }

  /// The chain of call sites to something inside a call, as this call reaches it.
  private static List<Site> chain(List<Site> calls, List<Site> known, int depth) {
    if (known.size() <= depth) {
      return calls;
    }
    List<Site> chain = new ArrayList<>(calls);
    chain.addAll(known.subList(depth, known.size()));
    return chain;
  }

  // ---- results

  private static final int MAX_DEPTH = 4;

  /// False for results that hold on to what was known when they were made.
  private static boolean canRename(Value value, int depth) {
    boolean plain =
        switch (value.callable()) {
          case null -> true;
          case Callee.Function function -> function.closure() == null;
          case Callee.Method _, Callee.Done _ -> true;
          case Callee.Anonymous _, Callee.Partial _, Callee.Pending _ -> false;
        };
    if (!plain) {
      return false;
    }
    if (depth > MAX_DEPTH) {
      return true;
    }
    for (Value element : value.elements()) {
      if (!canRename(element, depth + 1)) {
        return false;
      }
    }
    FreshObject object = value.object();
    return object == null || object.all(field -> canRename(field, depth + 1));
  }

  /// The result with the reads of this call and with objects of its own.
  private Value rename(Value value, Map<ReadEvent, ReadEvent> now, int depth) {
    if (depth > MAX_DEPTH) {
      return value;
    }
    Value renamed = value;
    if (!now.isEmpty() && !value.reads().isEmpty()) {
      Set<ReadEvent> reads = new java.util.LinkedHashSet<>();
      value.reads().forEach(read -> reads.add(now.getOrDefault(read, read)));
      renamed = renamed.withReads(reads);
    }
    if (!value.elements().isEmpty()) {
      renamed =
          renamed.withElements(
              value.elements().stream().map(each -> rename(each, now, depth + 1)).toList());
    }
    FreshObject object = value.object();
    return object == null
        ? renamed
        : renamed.withObject(object.copy(field -> rename(field, now, depth + 1)));
  }
}
