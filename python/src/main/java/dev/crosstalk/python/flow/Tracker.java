package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Change;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.python.effects.Sighting;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.flow.State.Guard;
import dev.crosstalk.python.flow.State.Lock;
import dev.crosstalk.python.flow.State.ReadFact;
import dev.crosstalk.python.flow.State.WriteFact;
import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Notes accesses and pauses on the path of a request and recognises the patterns that another
/// request can break.
final class Tracker {
  private static final int MAX_FACTS = 160;

  final Discoveries discoveries = new Discoveries();
  final Episodes episodes = new Episodes(discoveries);
  final LockBook locks = new LockBook(episodes);
  final Refusals.Changed changesSeen = new Refusals.Changed();
  private final Changes book = new Changes(episodes, discoveries);
  final Hazards hazards = new Hazards(discoveries);
  private final Acts acts = new Acts(this, book);
  private String origin = "";
  private boolean muted = true;
  private int changes;
  private int starts;
  private int logging;
  private final List<Look> log = new ArrayList<>();
  private int pauses;
  private int events;
  private @Nullable Pause lastPause;
  private boolean settingsChanged;
  private final Map<String, Access> keyedReads = new HashMap<>();
  @Nullable Sightings sightings;

  /// Whether checks and acts on the event loop that nothing comes between are noted, too.
  boolean stretches;

  private @Nullable ContextVars contexts;

  /// Who is told of changes to the defaults of context variables.
  void watch(ContextVars watcher) {
    contexts = watcher;
  }

  /// What follows belongs to the entry point with this label.
  void enter(String label, boolean unknown) {
    origin = label;
    settingsChanged = false;
    muted = false;
    hazards.enter(label, unknown);
  }

  /// What follows runs once, at start-up: nothing is noted.
  void mute() {
    muted = true;
  }

  boolean isMuted() {
    return muted;
  }

  /// Runs `work` without noting anything.
  <T> T whileMuted(java.util.function.Supplier<T> work) {
    boolean before = muted;
    muted = true;
    try {
      return work.get();
    } finally {
      muted = before;
    }
  }

  void pause(PyNode at, Pause.How how, boolean certain, State state) {
    if (!muted && !state.dead) {
      pause(new Pause(at.site(), at.calls(), how, certain), state);
    }
  }

  /// Waits for a lock.
  void waitFor(Lock lock, PyNode at, State state) {
    if (!muted && !state.dead) {
      Pause pause = new Pause(at.site(), at.calls(), Pause.How.AWAIT, false);
      locks.waits(pause, lock, state);
      pause(pause, state);
    }
  }

  /// Tells who asks of a method of a context variable.
  void sightVariable(String method, Value receiver, PyTree node, Frame frame, State state) {
    Location location = receiver.location();
    if (sightings != null && location != null && !muted) {
      sightings.variable(method, location, node, frame, origin, state);
    }
  }

  /// Another request can run here.
  void pause(Pause pause, State state) {
    pauses++;
    if (sightings != null) {
      sightings.pause(pause, origin, state);
    }
    if (pause.certain() && !state.held.isEmpty()) {
      locks.paused(pause, pauses, state, origin);
    }
    if (lastPause == null || pause.certain() || !lastPause.certain()) {
      lastPause = pause;
    }
    if (!(state.writes.isEmpty() && state.reads.isEmpty() && state.trail.marks().isEmpty())) {
      if (settingsChanged) {
        underForeignSetting(pause, state);
      }
      state.pause(pause);
    }
  }

  /// Whatever runs behind the pause runs under the setting of whoever wrote it last.
  @SuppressWarnings("ReferenceEquality") // this very node
  private void underForeignSetting(Pause pause, State state) {
    if (pause.site().node() instanceof PyTree.Parameters) {
      return; // the handler is done
    }
    for (WriteFact fact : state.writes.values()) {
      if (fact.location().owner == Owner.PROCESS
          && (fact.pause() == null || fact.pause().site().node() == fact.access().site().node())
          && fact.locks().isEmpty()
          && fact.access().site().node() != pause.site().node()) {
        hazards.stale(fact, pause, fact.access());
      }
    }
  }

  /// A request that puts something in and takes the whole out gets what others put in before.
  private void readBack(Location location, Access access, State state) {
    boolean lookUp = location.isKeyed() && location.owner != Owner.CACHE;
    if (!lookUp && !state.wroteItself(location)) {
      for (WriteFact fact : state.writes.values()) {
        if (!fact.location().key.equals(location.key)
            && !fact.location().isLast()
            && covers(location, fact.location())) {
          hazards.leftBehind(fact, access);
        }
      }
    }
  }

  /// A use of everything that a shared client carries.
  void use(Location client, PyNode at, State state) {
    read(client, true, at, state);
    if (muted || state.dead) {
      return;
    }
    for (WriteFact fact : state.writes.values()) {
      Pause pause = fact.pause();
      if (pause == null && fact.locks().isEmpty() && covers(client, fact.location())) {
        hazards.leftBehind(fact, new Access(at.site(), at.calls(), ""));
      }
    }
  }

  /// Notes that request data is put where it stays and has an effect on everybody.
  void keep(Location place, int taint, String text, PyNode at, State state) {
    if (!muted && !state.dead && (taint & (Taint.REQUEST | Taint.IDENTITY)) != 0) {
      Access access = new Access(at.site(), at.calls(), text);
      hazards.leftBehind(new WriteFact(place, access, taint, null, Set.of()), access);
      starts++;
    }
  }

  /// A read that was noted.
  record Look(Location location, boolean whole, boolean flows, PyNode at, ReadEvent event) {}

  /// Grows with every write, lock and start of work.
  int changes() {
    return changes;
  }

  /// Grows with every write of request data that others can see, and every start of work.
  int starts() {
    return starts;
  }

  /// Starts to log reads; give the result to {@link #endLog}.
  int startLog() {
    logging++;
    return log.size();
  }

  /// The reads since the start; of more than `most` only one more, so none when it is -1.
  List<Look> endLog(int from, int most) {
    List<Look> looks = List.copyOf(log.subList(from, Math.min(log.size(), from + most + 1)));
    if (--logging == 0) {
      log.clear();
    }
    return looks;
  }

  /// Notes a read as before, reached another way.
  Set<ReadEvent> again(Look look, PyNode at, State state) {
    return read(look.location(), look.whole(), look.flows(), at, state);
  }

  /// Grows with every pause.
  int pauses() {
    return pauses;
  }

  /// The pause that was noted last, certain ones first since {@link #forgetPause}.
  @Nullable Pause lastPause() {
    return lastPause;
  }

  @Nullable Pause forgetPause() {
    Pause before = lastPause;
    lastPause = null;
    return before;
  }

  void restorePause(@Nullable Pause before) {
    if (before != null && (lastPause == null || !lastPause.certain())) {
      lastPause = before;
    }
  }

  /// Work for later counts as a start.
  void countStart() {
    starts++;
  }

  /// Locks count as changes too.
  void countChange() {
    changes++;
  }

  /// A node with the way to it.
  ///
  /// @param thread runs on a thread of the pool
  record PyNode(Site site, List<Site> calls, boolean thread) {}

  /// Notes a read of exactly this location; gives the events that the read value depends on.
  Set<ReadEvent> read(Location location, PyNode at, State state) {
    return read(location, false, at, state);
  }

  /// Notes a read of everything that the location holds.
  Set<ReadEvent> readWhole(Location location, PyNode at, State state) {
    return read(location, true, at, state);
  }

  /// Notes that a place was asked about: a membership, a length, an emptiness. The answer decides
  /// branches, but no content flows on.
  Set<ReadEvent> ask(Location location, boolean whole, PyNode at, State state) {
    return read(location, whole, false, at, state);
  }

  private Set<ReadEvent> read(Location location, boolean whole, PyNode at, State state) {
    return read(location, whole, true, at, state);
  }

  private Set<ReadEvent> read(
      Location location, boolean whole, boolean flows, PyNode at, State state) {
    if (muted || state.dead || location.isCut()) {
      return Set.of();
    }
    Access access = new Access(at.site(), at.calls(), "");
    if (flows && location.isAnyItem()) {
      keyedReads.putIfAbsent(location.key, access);
    }
    if (flows && whole && location.owner.looksOwn()) {
      readBack(location, access, state);
    }
    if (sightings != null) {
      sightings.access(Sighting.Kind.READ, location, at, origin, state);
    }
    if (flows && !location.isKeyed()) {
      if (!state.writes.isEmpty()) {
        state.writes.forEach((_, fact) -> {
          Pause pause = fact.pause();
          if (pause != null && sees(location, whole, fact.location())) {
            hazards.stale(fact, pause, access);
          }
        });
      }
      if (!state.wrote(location)) {
        hazards.unowned(location, access);
      }
    }
    book.read(location, access);
    if (state.reads.size() > MAX_FACTS) {
      state.forgetReads(); // the oldest go: a check that is forgotten accuses nobody
    }
    ReadEvent event = new ReadEvent(events++, pauses, location, access, whole);
    state.putRead(event, new ReadFact(event, null, protecting(state, location)));
    if (logging > 0) {
      log.add(new Look(location, whole, flows, at, event));
    }
    return Set.of(event);
  }

  /// A read sees what was written to the place itself; a look at the whole sees what was written
  /// below it. What a name was bound to before keeps its content when the name is bound again, and
  /// the last element of a list is only seen by who asks for it.
  private static boolean sees(Location read, boolean whole, Location written) {
    return whole
        ? written.key.length() > read.key.length() && covers(read, written) && !written.isLast()
        : read.key.equals(written.key);
  }

  private static Set<Lock> protecting(State state, Location location) {
    if (state.held.isEmpty()) {
      return Set.of();
    }
    Set<Lock> locks = new HashSet<>();
    for (Lock lock : state.held) {
      if (lock.effective() && (!lock.keyed() || location.isKeyed())) {
        locks.add(lock);
      }
    }
    return locks;
  }

  /// How a write is done.
  ///
  /// @param change what it does
  /// @param overwrites later reads of the location see exactly this value
  /// @param harmless nothing is lost when another request did the same in between
  record Write(Change change, boolean overwrites, boolean harmless) {
    static final Write STORE = new Write(Change.STORE, true, false);
    static final Write UPDATE = new Write(Change.UPDATE, true, false);
    static final Write INSERT = new Write(Change.INSERT, false, false);
    static final Write REMOVE = new Write(Change.REMOVE, false, false);
    static final Write REMOVE_IF_PRESENT = new Write(Change.REMOVE, false, true);
  }

  /// Notes a write of `value`, whose source text is `text`.
  void write(Location location, Value value, String text, Write how, PyNode at, State state) {
    if (muted || state.dead || location.isCut()) {
      return;
    }
    Access access = new Access(at.site(), at.calls(), text);
    if (sightings != null) {
      sightings.access(Sighting.Kind.WRITE, location, at, origin, state);
    }
    if (contexts != null && ContextVars.isDefault(location)) {
      contexts.defaultChanged(location, access, state);
      changes++;
      starts++;
      return;
    }
    if (!how.harmless()) {
      if (at.thread() || stretches || !state.held.isEmpty()) {
        acts.atOnce(location, value, access, at.thread(), state);
      }
      acts.judge(location, value, how, access, state);
    }
    book.write(location, value, how, access, protecting(state, location), state, origin);
    changesSeen.add(location, value, how, access, origin);
    boolean firstWins = Acts.onlyIfEmpty(location, state);
    // an act in the same segment as its check claims the place: what follows is the claimant's own
    for (Guard guard : state.guards()) {
      if (Acts.related(guard.read().location, location)) {
        state.removeGuard(guard);
      }
    }
    int taint = value.allTaint();
    boolean adds = location.owner.looksOwn() && how.change() != Change.REMOVE;
    boolean kept =
        ((how.overwrites() && !location.isKeyed()) || adds)
            && Taint.isOfRequest(taint)
            && (taint & Taint.HANDLE) == 0;
    WriteFact fact =
        kept && !firstWins && state.writes.size() < MAX_FACTS
            ? new WriteFact(location, access, taint, null, protecting(state, location))
            : null;
    state.putWrite(location, fact, old -> covers(location, old.location()));
    changes++;
    if (kept) {
      starts++;
    }
    settingsChanged |= location.owner == Owner.PROCESS;
    if (kept
        && !location.isKeyed()
        && !location.isLast()
        && ((taint & Taint.IDENTITY) != 0 || location.owner == Owner.CLIENT)) {
      hazards.ofIdentity(location, access);
    }
  }

  private static boolean covers(Location outer, Location inner) {
    return inner.key.equals(outer.key)
        || (inner.key.startsWith(outer.key) && inner.key.charAt(outer.key.length()) == '|');
  }

  /// True when a setting of the process was changed since the entry point was entered.
  boolean settingsChanged() {
    return settingsChanged;
  }

  /// Label of the entry point that is being followed.
  String origin() {
    return origin;
  }

  /// A read of an item under a varying key, on whatever path, or null.
  @Nullable Access keyedRead(Location item) {
    return keyedReads.get(item.key);
  }

  /// The body of a loop has run once over what `iterable` gave; `state` is where it starts again.
  @SuppressWarnings("ReferenceEquality") // this very node
  void loopedOver(Value iterable, PyTree node, State state) {
    if (muted || state.dead) {
      return;
    }
    for (ReadEvent look : iterable.reads()) {
      ReadFact fact =
          look.whole && look.access.site().node() == node ? state.reads.get(look) : null;
      if (fact != null && fact.pause() != null && fact.pause().certain()) {
        book.iterated(look, fact.pause(), origin);
      }
    }
  }

  /// All hazards, sorted by the place of the second access.
  List<Hazard> hazards() {
    return hazards.all(locks);
  }

  /// All episodes, sorted by where they begin.
  List<Episode> episodes() {
    book.finish();
    return episodes.all();
  }

  /// Adds the guards that a test establishes on one side of a branch.
  static void guard(
      State state,
      Set<ReadEvent> reads,
      PyTree branch,
      int side,
      boolean otherRejects,
      boolean emptiness) {
    if (reads.isEmpty() || state.dead) {
      return;
    }
    State.Branch at = new State.Branch(branch);
    for (ReadEvent read : reads) {
      state.addGuard(new Guard(read, at, side, otherRejects, emptiness));
    }
  }
}
