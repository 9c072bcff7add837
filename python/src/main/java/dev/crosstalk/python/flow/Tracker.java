package dev.crosstalk.python.flow;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Change;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.python.effects.Sighting;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.flow.State.Guard;
import dev.crosstalk.python.flow.State.Lock;
import dev.crosstalk.python.flow.State.ReadFact;
import dev.crosstalk.python.flow.State.WriteFact;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, Foreign> identityWrites = new LinkedHashMap<>();
  private final Map<String, List<Foreign>> unownedReads = new LinkedHashMap<>();
  private String origin = "";
  private boolean muted = true;
  private boolean unknownOrigin;
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

  /// A hazard in the making; origins are gathered over all routes.
  private record Draft(Hazard hazard, Set<String> origins) {}

  private record Foreign(Location location, Access access, String origin, int taint) {}

  /// Who is told of changes to the defaults of context variables.
  void watch(ContextVars watcher) {
    contexts = watcher;
  }

  /// What follows belongs to the entry point with this label.
  void enter(String label, boolean unknown) {
    origin = label;
    settingsChanged = false;
    muted = false;
    unknownOrigin = unknown;
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
        staleRead(fact, pause, fact.access());
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
          leftBehind(fact, access);
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
        leftBehind(fact, new Access(at.site(), at.calls(), ""));
      }
    }
  }

  /// Notes that request data is put where it stays and has an effect on everybody.
  void keep(Location place, int taint, String text, PyNode at, State state) {
    if (!muted && !state.dead && (taint & (Taint.REQUEST | Taint.IDENTITY)) != 0) {
      Access access = new Access(at.site(), at.calls(), text);
      leftBehind(new WriteFact(place, access, taint, null, Set.of()), access);
      starts++;
    }
  }

  private void leftBehind(WriteFact fact, Access read) {
    add(
        Shape.LEFT_BEHIND,
        fact.location(),
        fact.access(),
        null,
        read,
        Change.STORE,
        fact.taint(),
        false);
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
            staleRead(fact, pause, access);
          }
        });
      }
      if (!state.wrote(location)) {
        List<Foreign> list = unownedReads.computeIfAbsent(location.key, _ -> new ArrayList<>(2));
        if (list.size() < 64) {
          list.add(new Foreign(location, access, origin, 0));
        }
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

  private static boolean overlaps(String left, String right) {
    String shorter = left.length() <= right.length() ? left : right;
    String longer = shorter.equals(left) ? right : left;
    return longer.startsWith(shorter)
        && (longer.length() == shorter.length() || longer.charAt(shorter.length()) == '|');
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
    boolean reported = false;
    if (!how.harmless() && (at.thread() || stretches || !state.held.isEmpty())) {
      atOnce(location, value, access, at.thread(), state);
    }
    if (!how.harmless()) {
      reported = actAfterCheck(location, value, how, access, state);
      if (!reported) {
        readModifyWrite(location, value, how, access, state);
      }
    }
    book.write(location, value, how, access, protecting(state, location), state, origin);
    changesSeen.add(location, value, how, access, origin);
    boolean firstWins = onlyIfEmpty(location, state);
    // an act in the same segment as its check claims the place: what follows is the claimant's own
    for (Guard guard : state.guards()) {
      if (related(guard.read().location, location)) {
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
      identityWrites.putIfAbsent(
          location.key + "\n" + origin, new Foreign(location, access, origin, taint));
    }
  }

  /// The place was found empty in this very segment: nobody overwrites what this request stores.
  private static boolean onlyIfEmpty(Location location, State state) {
    for (Guard guard : state.guards()) {
      if (guard.emptiness() && guard.read().location.key.equals(location.key)) {
        ReadFact fact = state.reads.get(guard.read());
        if (fact != null && fact.pause() == null) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean covers(Location outer, Location inner) {
    return inner.key.equals(outer.key)
        || (inner.key.startsWith(outer.key) && inner.key.charAt(outer.key.length()) == '|');
  }

  private static boolean related(Location left, Location right) {
    return left.overlaps(right) && left.mayBeSameItem(right);
  }

  /// A check and its act with nothing between that lets others in: because of a lock, or because
  /// threads are not switched inside of plain bytecode.
  private void atOnce(Location location, Value value, Access access, boolean thread, State state) {
    ReadEvent last = null;
    for (Guard guard : state.guards()) {
      last = Checks.checks(guard.read(), location) ? guard.read() : last;
    }
    boolean checked = last != null;
    for (ReadEvent read : value.reads()) {
      last = last == null && Checks.checks(read, location) ? read : last;
    }
    ReadFact fact = last == null ? null : state.reads.get(last);
    if (last == null || fact == null || fact.pause() != null) {
      return;
    }
    Pause under = locks.pauseSince(fact.locks(), last.time);
    if (under != null) {
      book.underLock(location, last, under, access, fact.locks(), origin);
    } else if (thread && checked && fact.locks().isEmpty() && !location.isKeyed()) {
      book.inline(location, last, access, origin);
    } else if (stretches && !thread && checked && fact.locks().isEmpty()) {
      book.onLoop(location, last, access, origin);
    }
  }

  private boolean actAfterCheck(
      Location location, Value value, Write how, Access access, State state) {
    Checks.Stale check = Checks.stale(location, state);
    if (check == null) {
      return false;
    }
    Guard stale = check.guard();
    Pause pause = check.pause();
    boolean depends =
        how.change() == Change.UPDATE
            || how.change() == Change.REMOVE
            || value.reads().stream().anyMatch(read -> related(read.location, location));
    if (depends
        && stale.read().whole
        && stale.emptiness()
        && how.change() == Change.STORE
        && location.isKeyed()) {
      return true; // that a container holds anything decides about none of its items
    }
    if (isPutBack(value, location)) {
      return true;
    }
    boolean carries = Taint.isOfRequest(value.allTaint()) && !location.isKeyed();
    boolean doubtful = false;
    Shape shape;
    if (depends
        || stale.otherRejects()
        || carries
        || (how.change() == Change.INSERT && !stale.emptiness())) {
      shape = Shape.CHECK_THEN_ACT;
    } else if (how.change() == Change.INSERT) {
      shape = Shape.CHECK_THEN_ACT;
      doubtful = true; // adding what a membership test missed may do no harm
    } else if (!stale.emptiness() || isNothing(value) || isSameForAll(location, value)) {
      return true; // a refresh, a reset, a teardown: nothing is made twice
    } else {
      shape = location.isKeyed() ? Shape.CACHE_FILL : Shape.LAZY_INIT;
    }
    add(
        shape,
        location,
        stale.read().access,
        pause,
        access,
        how.change(),
        value.allTaint(),
        doubtful);
    return true;
  }

  /// A number, text or truth value that was computed: who computes it again gets the same. A
  /// constant is a mark that something was done.
  private static boolean isSameForAll(Location location, Value value) {
    return !location.isKeyed() && value.type() instanceof Type.Scalar && value.constant() == null;
  }

  private static boolean isNothing(Value value) {
    Object constant = value.constant();
    return constant != null
        && (constant.equals(Callee.NONE)
            || constant.equals(PyTree.ConstantKind.FALSE)
            || constant instanceof Long);
  }

  private void readModifyWrite(
      Location location, Value value, Write how, Access access, State state) {
    for (ReadEvent read : value.reads()) {
      ReadFact fact = state.reads.get(read);
      if (fact != null
          && fact.pause() != null
          && read.location.key.equals(location.key)
          && read.location.mayBeSameItem(location)
          && how.change() != Change.INSERT
          && !Checks.isCompared(read, state)) {
        if (isPutBack(value, location)) {
          continue;
        }
        add(
            Shape.READ_MODIFY_WRITE,
            location,
            read.access,
            fact.pause(),
            access,
            how.change(),
            value.allTaint(),
            location.isDoubtfullySame(read.location));
        return;
      }
    }
  }

  /// The object that was taken from the place goes back to it: whatever it holds, it is the same.
  private static boolean isPutBack(Value value, Location location) {
    Location from = value.location();
    return from != null
        && from.key.equals(location.key)
        && (value.type() instanceof Type.Instance || value.type() instanceof Type.Container)
        && (value.taint() & Taint.DEFAULTED) == 0;
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

  /// Adds what another part of the walk has recognised.
  void put(Hazard hazard) {
    String key =
        hazard.shape() + "\n" + hazard.place().rootCause() + "\n" + hazard.second().site().key();
    drafts.merge(
        key,
        new Draft(hazard, new TreeSet<>(hazard.origins())),
        (old, more) -> {
          old.origins().addAll(more.origins());
          return old;
        });
  }

  private void staleRead(WriteFact fact, Pause pause, Access read) {
    add(
        Shape.STALE_READ,
        fact.location(),
        fact.access(),
        pause,
        read,
        Change.STORE,
        fact.taint(),
        false);
  }

  private void add(
      Shape shape,
      Location location,
      Access first,
      @Nullable Pause pause,
      Access second,
      Change change,
      int taint,
      boolean doubtful) {
    Confidence confidence = Confidence.HIGH;
    boolean proved = (taint & (Taint.REQUEST | Taint.IDENTITY | Taint.UNIQUE)) != 0;
    if (shape == Shape.STALE_READ && !proved) {
      confidence = Confidence.MEDIUM;
    }
    if (pause != null && !pause.certain()) {
      confidence = Confidence.MEDIUM;
    }
    if (unknownOrigin || doubtful) {
      confidence = Confidence.LOW;
    }
    SharedPlace place = location.place();
    String key = shape + "\n" + place.rootCause() + "\n" + second.site().key();
    Hazard hazard =
        new Hazard(
            shape,
            place,
            first,
            Optional.ofNullable(pause),
            second,
            origin,
            List.of(origin),
            confidence,
            (taint & Taint.IDENTITY) != 0,
            change);
    Draft known = drafts.get(key);
    if (known == null) {
      drafts.put(key, new Draft(hazard, discoveries.first(origin)));
    } else {
      discoveries.again(known.origins(), origin);
      if (better(hazard, known.hazard())) {
        drafts.put(key, new Draft(hazard, known.origins()));
      }
    }
  }

  private static boolean better(Hazard hazard, Hazard known) {
    int byConfidence = hazard.confidence().compareTo(known.confidence());
    return byConfidence != 0
        ? byConfidence < 0
        : hazard.second().calls().size() < known.second().calls().size();
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

  /// All episodes, sorted by where they begin.
  List<Episode> episodes() {
    book.finish();
    return episodes.all();
  }

  /// All hazards, sorted by the place of the second access.
  List<Hazard> hazards() {
    List<Hazard> all = new ArrayList<>();
    for (Draft draft : drafts.values()) {
      Hazard hazard = draft.hazard();
      if (hazard.pause().isPresent() && locks.isNoWait(hazard.pause().get())) {
        continue;
      }
      all.add(withOrigins(hazard, List.copyOf(draft.origins())));
    }
    all.addAll(foreignReads());
    all.sort(Tracker::inOrder);
    return all;
  }

  private static int inOrder(Hazard left, Hazard right) {
    int order = left.second().site().compareTo(right.second().site());
    if (order == 0) {
      order = left.shape().compareTo(right.shape());
    }
    return order != 0 ? order : left.place().key().compareTo(right.place().key());
  }

  private static Hazard withOrigins(Hazard hazard, List<String> origins) {
    return new Hazard(
        hazard.shape(),
        hazard.place(),
        hazard.first(),
        hazard.pause(),
        hazard.second(),
        hazard.writer(),
        origins,
        hazard.confidence(),
        hazard.identity(),
        hazard.lateChange());
  }

  private List<Hazard> foreignReads() {
    Map<String, Hazard> found = new HashMap<>();
    for (Foreign write : identityWrites.values()) {
      for (Map.Entry<String, List<Foreign>> entry : unownedReads.entrySet()) {
        if (!overlaps(write.location().key, entry.getKey())) {
          continue;
        }
        for (Foreign read : entry.getValue()) {
          if (read.origin().equals(write.origin())) {
            continue;
          }
          String key = write.location().rootCause + "\n" + read.access().site().key();
          Hazard known = found.get(key);
          Set<String> origins = new TreeSet<>(known == null ? List.of() : known.origins());
          origins.add(read.origin());
          Hazard hazard =
              known != null
                  ? known
                  : new Hazard(
                      Shape.FOREIGN_READ,
                      write.location().place(),
                      write.access(),
                      Optional.empty(),
                      read.access(),
                      write.origin(),
                      List.of(),
                      Confidence.MEDIUM,
                      true,
                      Change.STORE);
          found.put(key, withOrigins(hazard, List.copyOf(origins)));
        }
      }
    }
    return List.copyOf(found.values());
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
