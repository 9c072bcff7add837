package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Hazard.Change;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.flow.State.Lock;
import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who changes and who reads what, over all requests, and the stretches of a path that do not
/// survive what the others do.
final class Changes {
  private static final int MAX = 16;
  private final Episodes episodes;
  private final Discoveries discoveries;
  private final Map<String, List<Made>> byPlace = new HashMap<>();
  private final Map<String, Map<String, Access>> readsByFunction = new LinkedHashMap<>();
  private final Map<String, Candidate> candidates = new LinkedHashMap<>();

  /// A change by some request.
  private record Made(
      Location location, Access access, Change change, Set<Lock> locks, String origin) {}

  /// A stretch that is broken when somebody else touches its places.
  private record Candidate(
      Episode.Kind kind,
      Location location,
      Location second,
      Access from,
      Pause pause,
      @Nullable Access to,
      Set<Lock> locks,
      String origin) {}

  Changes(Episodes episodes, Discoveries discoveries) {
    this.episodes = episodes;
    this.discoveries = discoveries;
  }

  /// Notes a read.
  void read(Location location, Access access) {
    readsByFunction
        .computeIfAbsent(access.site().symbol(), _ -> new HashMap<>())
        .putIfAbsent(location.key, access);
  }

  /// Notes a write and looks at what this request wrote before it.
  @SuppressWarnings("ReferenceEquality") // this very node
  void write(
      Location location,
      Value value,
      Tracker.Write how,
      Access access,
      Set<Lock> locks,
      State state,
      String origin) {
    List<Made> list = byPlace.computeIfAbsent(location.key, _ -> new ArrayList<>(2));
    if (list.size() < MAX
        && list.stream().noneMatch(each -> each.access().site().node() == access.site().node())) {
      list.add(new Made(location, access, how.change(), locks, origin));
      discoveries.count();
    }
    for (Trail.Mark mark : state.trail.marks()) {
      Pause pause = mark.pause();
      if (pause == null || !pause.certain()) {
        continue;
      }
      if (isTorn(mark, location, value, how, access, state.trail)) {
        candidate(
            Episode.Kind.TORN_WRITE,
            mark.location(),
            location,
            mark.access(),
            pause,
            access,
            origin);
      } else if (isTakenBack(mark, location, value, how, access)
          && !Restores.onFailure(mark.access(), pause, access)) {
        candidate(
            Episode.Kind.FLAG_LEFT_SET, location, location, mark.access(), pause, access, origin);
      }
    }
    state.trail = state.trail.add(new Trail.Mark(location, access, value, how, null, locks));
  }

  /// Notes that a container is iterated with a pause in the body.
  void iterated(ReadEvent look, Pause pause, String origin) {
    candidate(
        Episode.Kind.ITERATION, look.location, look.location, look.access, pause, null, origin);
  }

  /// Notes a check and its act under a lock that is held across a pause.
  void underLock(
      Location location,
      ReadEvent look,
      Pause pause,
      Access access,
      Set<Lock> locks,
      String origin) {
    String key = "lock" + look.access.site().key() + access.site().key();
    candidates.putIfAbsent(
        key,
        new Candidate(
            Episode.Kind.LOCK_NOT_SHARED,
            location,
            location,
            look.access,
            pause,
            access,
            locks,
            origin));
  }

  /// Notes a check and its act in a thread of the pool with nothing but bytecode between.
  void inline(Location location, ReadEvent look, Access access, String origin) {
    episodes.add(
        Episode.Kind.INLINE_IN_THREADS,
        location.display,
        location,
        look.access,
        null,
        access,
        null,
        origin,
        origin);
  }

  /// Notes a check and its act on the event loop with nothing between that gives control away.
  void onLoop(Location location, ReadEvent look, Access access, String origin) {
    episodes.add(
        Episode.Kind.AT_ONCE_ON_LOOP,
        location.display,
        location,
        look.access,
        null,
        access,
        null,
        origin,
        origin);
  }

  private void candidate(
      Episode.Kind kind,
      Location location,
      Location second,
      Access from,
      Pause pause,
      @Nullable Access to,
      String origin) {
    String key = kind + from.site().key() + (to == null ? "" : to.site().key()) + "\n" + origin;
    if (candidates.size() < 4000) {
      candidates.putIfAbsent(
          key, new Candidate(kind, location, second, from, pause, to, Set.of(), origin));
    }
  }

  // ---- two writes that belong together

  private static boolean isTorn(
      Trail.Mark mark,
      Location location,
      Value value,
      Tracker.Write how,
      Access access,
      Trail trail) {
    Location first = mark.location();
    if (isEmptied(mark) && location.parent != null) {
      return location.parent.key.equals(first.key) && how.change() != Change.REMOVE;
    }
    return mark.how().change() == Change.STORE
        && how.change() == Change.STORE
        && !first.key.equals(location.key)
        && mark.access().site().symbol().equals(access.site().symbol())
        && mark.access().site().compareTo(access.site()) < 0 // else the next pass of a loop
        && isSibling(first, location)
        && mark.stored().constant() == null
        && value.constant() == null
        && !isMade(mark.stored())
        && !isMade(value)
        && !isWhole(mark, location, trail);
  }

  /// Both were written before the pause already, or the first again after it: what comes now is
  /// part of the next update.
  @SuppressWarnings("ReferenceEquality") // one pause, not an equal one
  private static boolean isWhole(Trail.Mark mark, Location location, Trail trail) {
    for (Trail.Mark other : trail.marks()) {
      if ((other.location().key.equals(location.key) && other.pause() == mark.pause())
          || (other.pause() == null && other.location().key.equals(mark.location().key))) {
        return true;
      }
    }
    return false;
  }

  /// Something new, or a handle: it belongs to nothing that was written before.
  private static boolean isMade(Value value) {
    return value.object() != null || (value.allTaint() & (Taint.HANDLE | Taint.LOOP)) != 0;
  }

  private static boolean isEmptied(Trail.Mark mark) {
    return mark.access().site().node() instanceof PyTree.Call call
        && call.function() instanceof PyTree.Attribute method
        && method.name().equals("clear");
  }

  /// Attributes or items under constant keys of one object, or variables of one module.
  private static boolean isSibling(Location left, Location right) {
    if (left.isAnyItem() || right.isAnyItem()) {
      return false;
    }
    Location over = left.parent;
    Location other = right.parent;
    if (over == null || other == null) {
      return over == null && other == null && left.isBeside(right);
    }
    return over.key.equals(other.key) && !over.isDoubtfullySame(other);
  }

  // ---- flags

  @SuppressWarnings("ReferenceEquality") // this very node
  private static boolean isTakenBack(
      Trail.Mark mark, Location location, Value value, Tracker.Write how, Access access) {
    if (!mark.location().key.equals(location.key)
        || !mark.access().site().symbol().equals(access.site().symbol())
        || mark.access().site().node() == access.site().node()) {
      return false;
    }
    PyTree before = mark.access().site().node();
    PyTree after = access.site().node();
    if (before instanceof PyTree.AugAssign up && after instanceof PyTree.AugAssign down) {
      return up.op() == PyTree.BinaryOp.ADD
          && down.op() == PyTree.BinaryOp.SUB
          && isOne(up, mark.access())
          && isOne(down, access);
    }
    if (before instanceof PyTree.Call in && after instanceof PyTree.Call out) {
      return mark.how().change() == Change.INSERT
          && how.change() == Change.REMOVE
          && in.arguments().size() == 1
          && out.arguments().size() == 1
          && mark.access()
              .site()
              .module()
              .text(in.arguments().getFirst(), 60)
              .equals(access.site().module().text(out.arguments().getFirst(), 60))
          && in.function() instanceof PyTree.Attribute method
          && method.name().equals("add");
    }
    return mark.how().change() == Change.STORE
        && how.change() == Change.STORE
        && PyTree.ConstantKind.TRUE.equals(mark.stored().constant())
        && PyTree.ConstantKind.FALSE.equals(value.constant());
  }

  private static boolean isOne(PyTree.AugAssign change, Access access) {
    return access.site().module().text(change.value(), 10).equals("1");
  }

  // ---- all together

  /// Adds an episode for each stretch that others break.
  void finish() {
    for (Candidate each : candidates.values()) {
      switch (each.kind()) {
        case TORN_WRITE -> torn(each);
        case ITERATION -> changedWhileIterated(each);
        case LOCK_NOT_SHARED -> changedWithoutLock(each);
        default -> {
          if (isReadSomewhere(each.location().key)) {
            add(each, null, each.origin());
          }
        }
      }
    }
  }

  private void torn(Candidate each) {
    String writer = each.from().site().symbol();
    String one = each.location().key;
    String two = each.second().key;
    boolean refill = two.startsWith(one);
    for (Map.Entry<String, Map<String, Access>> entry : readsByFunction.entrySet()) {
      if (entry.getKey().equals(writer)
          || (each.to() != null && entry.getKey().equals(each.to().site().symbol()))) {
        continue;
      }
      Map<String, Access> reads = entry.getValue();
      Access first = reads.get(one);
      Access second = reads.get(two);
      Location over = each.location().parent;
      Access whole = over == null ? null : reads.get(over.key);
      Access reader =
          refill
              ? (first != null ? first : second)
              : first != null && second != null ? second : whole;
      if (reader != null) {
        add(each, reader, each.origin());
        return;
      }
    }
  }

  private void changedWithoutLock(Candidate each) {
    Access to = java.util.Objects.requireNonNull(each.to());
    for (Made change : byPlace.getOrDefault(each.location().key, List.of())) {
      if (!change.access().site().symbol().equals(to.site().symbol())
          && !change.location().isDoubtfullySame(each.location())
          && change.locks().stream().noneMatch(each.locks()::contains)
          && (change.locks().isEmpty()
              || change.access().site().key().compareTo(to.site().key()) > 0)) {
        add(each, change.access(), change.origin());
      }
    }
  }

  private void changedWhileIterated(Candidate each) {
    for (Map.Entry<String, List<Made>> entry : byPlace.entrySet()) {
      if (!entry.getKey().startsWith(each.location().key)) {
        continue;
      }
      for (Made change : entry.getValue()) {
        Location parent = change.location().parent;
        boolean resizes =
            change.change() != Change.UPDATE
                && (change.change() != Change.STORE || change.location().isAnyItem());
        if (parent != null
            && parent.key.equals(each.location().key)
            && parent.mayBeSameItem(each.location())
            && change.location().isItem()
            && resizes) {
          add(each, change.access(), change.origin());
          return;
        }
      }
    }
  }

  private boolean isReadSomewhere(String key) {
    int dot = key.lastIndexOf('|');
    String parent = dot < 0 ? key : key.substring(0, dot);
    return readsByFunction.values().stream()
        .anyMatch(reads -> reads.containsKey(key) || reads.containsKey(parent));
  }

  private void add(Candidate each, @Nullable Access other, String otherOrigin) {
    episodes.add(
        each.kind(),
        each.location().display,
        each.location(),
        each.from(),
        each.pause(),
        each.to(),
        other,
        each.origin(),
        otherOrigin);
  }
}
