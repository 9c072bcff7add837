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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Remembers calls that only look: a second call that would see the same ({@link Footprint}) gives
/// the same value, the same reads and the same changes to its caller's objects without being
/// followed again. Calls that read and suspend, or that write what belongs to no single request,
/// are followed {@link #FOLLOWED} times with the same arguments, or once when the function has long
/// brought nothing new: by then every window inside them was seen; later calls count as reads that
/// precede the suspension. Calls that store a request's data where others see it or start work are
/// followed each time.
final class Memo {
  private static final int MAX_READS = 128;
  private static final int MAX_LOGGED = 2000;
  private static final int FOLLOWED = 6;

  /// A function that was followed so often without anything new is followed once for new arguments.
  private static final int IDLE = 24;

  private final Walk walk;
  private final Map<FunctionSymbol, Map<String, Footprint.Tree<Known>>> runs = new HashMap<>();
  private final Map<FunctionSymbol, Idle> idles = new HashMap<>();

  Memo(Walk walk) {
    this.walk = walk;
  }

  /// What a call did. Reads come before the pause when it is replayed.
  ///
  /// @param given reads that the arguments were computed from, numbered as in the key
  /// @param objects objects that the key tells of
  /// @param stores what it put into them
  /// @param touched origins of the patterns that it was part of
  /// @param returns it can come back
  /// @param raises it can raise
  /// @param pause where it suspends, when it does
  /// @param depth number of call sites that led to the call and stand first in every chain
  /// @param guards checks that hold after it
  private record Run(
      Value result,
      Map<ReadEvent, Integer> given,
      List<FreshObject> objects,
      List<Footprint.Store> stores,
      List<Set<String>> touched,
      boolean returns,
      boolean raises,
      @Nullable Pause pause,
      int depth,
      List<Reads> looks,
      List<Guard> guards,
      List<ContextNotes.Note> notes) {}

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
    Footprint.Tree<Known> tree =
        runs.computeIfAbsent(function, _ -> new HashMap<>())
            .computeIfAbsent(call.text(), _ -> new Footprint.Tree<>());
    ContextState context = state.context;
    List<Footprint.Asked> path = new ArrayList<>(4);
    Run run = tree.find(call, known -> known.run(context.signature()), path);
    if (run != null) {
      path.forEach(each -> walk.heap.look(each.object(), each.what()));
      return replay(run, call, node, frame, state);
    }
    Tracker tracker = walk.tracker;
    int changes = tracker.changes();
    int starts = tracker.starts();
    int held = state.held.size();
    int pauses = tracker.pauses();
    int from = tracker.startLog();
    int fromNote = walk.contexts.notes.startLog();
    int found = tracker.discoveries.soFar();
    int fromTouched = tracker.discoveries.start();
    Pause before = tracker.forgetPause();
    List<Value> deferred = state.deferred;
    State guarded = state.copy();
    State raisedBefore = frame.out.raised;
    Footprint footprint = walk.heap.enter(call);
    Value result;
    try {
      result = follow.get();
    } finally {
      walk.heap.leave(footprint);
    }
    Pause pause = tracker.lastPause();
    tracker.restorePause(before);
    boolean replayable =
        tracker.starts() == starts
            && !walk.isExhausted()
            && (state.dead || (state.deferred.equals(deferred) && state.held.size() == held))
            && state.context.isBack(context)
            && !footprint.isBlind()
            && canRename(result, call, footprint.before(), 0)
            && footprint.stores().stream()
                .allMatch(each -> canRename(each.value(), call, footprint.before(), 0));
    Idle idle = idles.computeIfAbsent(function, _ -> new Idle());
    idle.followed(tracker.discoveries.soFar() != found);
    List<Set<String>> touched = tracker.discoveries.end(fromTouched, replayable);
    List<Tracker.Look> all = tracker.endLog(from, replayable ? MAX_LOGGED : -1);
    boolean asked = walk.contexts.notes.isLogged(fromNote);
    List<ContextNotes.Note> notes = walk.contexts.notes.endLog(fromNote);
    if (!replayable || notes == null) {
      return result;
    }
    boolean looksOnly =
        tracker.changes() == changes
            && (all.isEmpty() || tracker.pauses() == pauses)
            && all.size() <= MAX_LOGGED;
    List<Reads> looks = looksOnly ? distinct(all) : List.of();
    boolean known = looksOnly && looks.size() <= MAX_READS;
    Known calls = tree.at(footprint.looks(), Known::new);
    if (!known && (calls.follow(asked, context.signature()) >= FOLLOWED || idle.isLong())) {
      // what the first of them say of the windows in a path around this call has to do
      looks = distinct(all);
      known = true;
    }
    if (known) {
      looks = looks.subList(0, Math.min(looks.size(), MAX_READS));
      // the caller goes on to change what it was given; a later call gets it as it is now
      List<FreshObject> objects = List.copyOf(call.objects());
      Renaming asIs = new Renaming(Map.of(), objects, objects, new HashMap<>());
      calls.keep(
          asked,
          context.signature(),
          new Run(
              asIs.of(result, 0),
              Map.copyOf(call.numbers()),
              objects,
              footprint.stores().stream().map(each -> each.with(asIs.of(each.value(), 0))).toList(),
              touched,
              !state.dead,
              frame.out.raised != raisedBefore,
              tracker.pauses() == pauses ? null : pause,
              frame.calls().size() + 1,
              looks,
              made(guarded, looks, call.numbers().keySet(), state),
              notes));
    }
    return result;
  }

  /// How often a function was followed since that brought anything new.
  private static final class Idle {
    private int times;

    void followed(boolean found) {
      times = found ? 0 : times + 1;
    }

    boolean isLong() {
      return times >= IDLE;
    }
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
      State before, List<Reads> looks, Set<ReadEvent> given, State state) {
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
    run.given().forEach((read, number) -> now.put(read, call.given().get(number)));
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
    run.touched().forEach(each -> walk.tracker.discoveries.again(each, walk.tracker.origin()));
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
    Renaming renaming = new Renaming(now, run.objects(), call.objects(), new HashMap<>());
    for (Footprint.Store store : run.stores()) {
      call.objects().get(store.object()).store(store.field(), renaming.of(store.value(), 0));
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
    return renaming.of(run.result(), 0);
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

  /// False for results that hold on to what was known when they were made, or to an object that was
  /// there before the call and that a later call cannot point to.
  private static boolean canRename(Value value, CallKey key, int before, int depth) {
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
      if (!canRename(element, key, before, depth + 1)) {
        return false;
      }
    }
    FreshObject object = value.object();
    if (object == null) {
      return true;
    }
    return object.number() < before
        ? key.objects().contains(object)
        : object.all(field -> canRename(field, key, before, depth + 1));
  }

  /// Values of one call with the reads and objects of another, and with new objects of its own.
  private record Renaming(
      Map<ReadEvent, ReadEvent> reads,
      List<FreshObject> then,
      List<FreshObject> now,
      Map<FreshObject, FreshObject> copies) {
    Value of(Value value, int depth) {
      if (depth > MAX_DEPTH) {
        return value;
      }
      Value renamed =
          value.symbol().startsWith(ContextVars.TOKEN_SYMBOL) ? value.withSymbol("") : value;
      if (!reads.isEmpty() && !value.reads().isEmpty()) {
        Set<ReadEvent> read = new LinkedHashSet<>();
        value.reads().forEach(each -> read.add(reads.getOrDefault(each, each)));
        renamed = renamed.withReads(read);
      }
      if (!value.elements().isEmpty()) {
        renamed =
            renamed.withElements(
                value.elements().stream().map(each -> of(each, depth + 1)).toList());
      }
      FreshObject object = value.object();
      if (object == null) {
        return renamed;
      }
      int given = then.indexOf(object);
      return renamed.withObject(given >= 0 ? now.get(given) : copy(object, depth));
    }

    private FreshObject copy(FreshObject object, int depth) {
      FreshObject known = copies.get(object);
      if (known == null) {
        known = object.copy(field -> of(field, depth + 1));
        copies.put(object, known);
      }
      return known;
    }
  }
}
