package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What holds at one point of a request's path. Copied where paths part, joined where they meet; a
/// fact holds after a join when it holds on some path, a lock when it is held on all.
@SuppressWarnings("ReferenceEquality") // sharing is what is asked for: equal is not enough
final class State {

  /// An own write of a request-derived value.
  record WriteFact(
      Location location, Access access, int taint, @Nullable Pause pause, Set<Lock> locks) {}

  /// An own read.
  record ReadFact(ReadEvent event, @Nullable Pause pause, Set<Lock> locks) {}

  /// A branch that was decided by a read.
  ///
  /// @param sides bit 0: the branch where the test held, bit 1: the other
  /// @param emptiness the test asks whether something is there
  /// @param otherRejects the other side refuses: raises, or answers without using the place
  record Guard(ReadEvent read, Branch branch, int sides, boolean otherRejects, boolean emptiness) {}

  /// A node where paths part; compared by the node's identity.
  record Branch(PyTree node) {
    @Override
    @SuppressWarnings("ReferenceEquality") // trees are compared by identity; equal code differs
    public boolean equals(@Nullable Object other) {
      return other instanceof Branch branch && branch.node == node;
    }

    @Override
    public int hashCode() {
      return node.id();
    }
  }

  /// A lock that is held.
  ///
  /// @param keySymbol symbol of the key for one of many locks in a container
  /// @param effective false for a lock made on the path of this request
  record Lock(String id, boolean keyed, String keySymbol, boolean effective) {}

  Env env;
  boolean dead;
  // the collections are never changed in place: copies of the state share them
  Map<String, WriteFact> writes = Map.of();
  Map<ReadEvent, ReadFact> reads = Map.of();
  List<Guard> guards = List.of();
  List<Lock> held = List.of();
  Set<String> written = Set.of();
  List<Value> deferred = List.of();

  State(Env env) {
    this.env = env;
  }

  State copy() {
    State copy = new State(env.copy());
    copy.dead = dead;
    copy.writes = writes;
    copy.reads = reads;
    copy.guards = guards;
    copy.held = held;
    copy.written = written;
    copy.deferred = deferred;
    return copy;
  }

  /// Takes over everything of `other`.
  void become(State other) {
    env = other.env;
    dead = other.dead;
    writes = other.writes;
    reads = other.reads;
    guards = other.guards;
    held = other.held;
    written = other.written;
    deferred = other.deferred;
  }

  /// The state after two paths met; either may be null or dead. The result may be one of both.
  static @Nullable State join(@Nullable State left, @Nullable State right) {
    if (left == null || left.dead) {
      return right == null || right.dead ? (left != null ? left : right) : right;
    }
    if (right == null || right.dead || left == right) {
      return left;
    }
    State joined = new State(left.env.copy());
    joined.env.merge(right.env);
    joined.writes =
        merge(
            left.writes,
            right.writes,
            (a, b) ->
                a == b
                    ? a
                    : new WriteFact(
                        a.location(),
                        a.access(),
                        a.taint() | b.taint(),
                        a.pause() != null ? a.pause() : b.pause(),
                        common(a.locks(), b.locks())));
    joined.reads =
        merge(
            left.reads,
            right.reads,
            (a, b) ->
                a == b
                    ? a
                    : new ReadFact(
                        a.event(),
                        a.pause() != null ? a.pause() : b.pause(),
                        common(a.locks(), b.locks())));
    joined.guards = joinGuards(left.guards, right.guards);
    joined.held =
        left.held.equals(right.held)
            ? left.held
            : left.held.stream().filter(right.held::contains).toList();
    if (left.written == right.written) {
      joined.written = left.written;
    } else {
      joined.written = new HashSet<>(left.written);
      joined.written.addAll(right.written);
    }
    if (left.deferred.equals(right.deferred)) {
      joined.deferred = left.deferred;
    } else {
      List<Value> both = new ArrayList<>(left.deferred);
      right.deferred.stream().filter(each -> !left.deferred.contains(each)).forEach(both::add);
      joined.deferred = both;
    }
    return joined;
  }

  private static <K, V> Map<K, V> merge(Map<K, V> left, Map<K, V> right, BinaryOperator<V> both) {
    if (left == right || right.isEmpty()) {
      return left;
    }
    if (left.isEmpty()) {
      return right;
    }
    Map<K, V> merged = new HashMap<>(left);
    right.forEach((key, value) -> merged.merge(key, value, both));
    return merged;
  }

  private static List<Guard> joinGuards(List<Guard> left, List<Guard> right) {
    if (left.equals(right)) {
      return left;
    }
    List<Guard> joined = new ArrayList<>();
    for (Guard guard : left) {
      Guard other = find(right, guard);
      int sides = other == null ? guard.sides() : guard.sides() | other.sides();
      if (sides != 3) {
        joined.add(
            new Guard(
                guard.read(), guard.branch(), sides, guard.otherRejects(), guard.emptiness()));
      }
    }
    for (Guard guard : right) {
      if (find(left, guard) == null) {
        joined.add(guard);
      }
    }
    return joined;
  }

  private static @Nullable Guard find(List<Guard> guards, Guard like) {
    for (Guard guard : guards) {
      if (guard.read() == like.read() && guard.branch().equals(like.branch())) {
        return guard;
      }
    }
    return null;
  }

  private static Set<Lock> common(Set<Lock> left, Set<Lock> right) {
    if (left.equals(right)) {
      return left;
    }
    Set<Lock> both = new HashSet<>(left);
    both.retainAll(right);
    return both;
  }

  /// Marks that another request can run here. A pause inside the critical section that a fact was
  /// made in does not count: others wait for the lock until this request gives it back.
  void pause(Pause pause) {
    Map<String, WriteFact> newWrites = new HashMap<>();
    writes.forEach((key, fact) ->
        newWrites.put(
            key,
            fact.locks().isEmpty() && weaker(fact.pause(), pause) && reaches(pause, fact.location())
                ? new WriteFact(fact.location(), fact.access(), fact.taint(), pause, fact.locks())
                : fact));
    writes = newWrites;
    Map<ReadEvent, ReadFact> newReads = new HashMap<>();
    reads.forEach((event, fact) ->
        newReads.put(
            event,
            fact.locks().isEmpty() && weaker(fact.pause(), pause) && reaches(pause, event.location)
                ? new ReadFact(event, pause, fact.locks())
                : fact));
    reads = newReads;
  }

  /// False for what is the thread's own while other threads run.
  private static boolean reaches(Pause pause, Location location) {
    return pause.how() != Pause.How.PREEMPTION || location.owner != SharedPlace.Owner.THREAD_LOCAL;
  }

  /// Adds or replaces an own read.
  void putRead(ReadEvent event, ReadFact fact) {
    Map<ReadEvent, ReadFact> more = new HashMap<>(reads);
    more.put(event, fact);
    reads = more;
  }

  /// Forgets the reads so far.
  void forgetReads() {
    reads = Map.of();
    guards = List.of();
  }

  /// Adds an own write; what it overwrites is forgotten.
  void putWrite(Location location, @Nullable WriteFact fact, Predicate<WriteFact> overwritten) {
    if (fact != null || writes.values().stream().anyMatch(overwritten)) {
      Map<String, WriteFact> more = new HashMap<>(writes);
      more.values().removeIf(overwritten);
      if (fact != null) {
        more.put(location.key, fact);
      }
      writes = more;
    }
    if (!written.contains(location.key)) {
      Set<String> all = new HashSet<>(written);
      all.add(location.key);
      written = all;
    }
  }

  private static boolean weaker(@Nullable Pause old, Pause pause) {
    return old == null || (!old.certain() && pause.certain());
  }

  void acquire(Lock lock) {
    List<Lock> more = new ArrayList<>(held);
    more.add(lock);
    held = more;
  }

  void release(Lock lock) {
    List<Lock> fewer = new ArrayList<>(held);
    fewer.remove(lock);
    held = fewer;
    if (held.contains(lock)) {
      return;
    }
    Map<String, WriteFact> newWrites = new HashMap<>(writes);
    newWrites.replaceAll((_, fact) ->
        fact.locks().contains(lock)
            ? new WriteFact(
                fact.location(),
                fact.access(),
                fact.taint(),
                fact.pause(),
                without(fact.locks(), lock))
            : fact);
    writes = newWrites;
    Map<ReadEvent, ReadFact> newReads = new HashMap<>(reads);
    newReads.replaceAll((_, fact) ->
        fact.locks().contains(lock)
            ? new ReadFact(fact.event(), fact.pause(), without(fact.locks(), lock))
            : fact);
    reads = newReads;
  }

  private static Set<Lock> without(Set<Lock> locks, Lock lock) {
    Set<Lock> fewer = new HashSet<>(locks);
    fewer.remove(lock);
    return fewer;
  }
}
