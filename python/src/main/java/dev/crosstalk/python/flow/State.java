package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What holds at one point of a request's path. Copied where paths part, joined where they meet; a
/// fact holds after a join when it holds on some path, a lock when it is held on all.
@SuppressWarnings("ReferenceEquality") // sharing is what is asked for: equal is not enough
final class State {

  private static final int MAX_GUARDS = 64;

  /// The fact counts every pause: no lock is held.
  private static final int OPEN = 1;

  /// The fact counts pauses that are certain.
  private static final int DOUBTFUL = 2;

  /// The fact was made under a lock.
  private static final int LOCKED = 4;

  private static final int ANY = 8;

  /// The place itself was written.
  private static final int WRITTEN = 1;

  /// Something inside the place was written.
  private static final int BELOW = 2;

  /// What is known of an own access.
  sealed interface Fact extends Trie.Marked {
    @Nullable Pause pause();

    Set<Lock> locks();

    @Override
    default int marks() {
      if (!locks().isEmpty()) {
        return ANY | LOCKED;
      }
      Pause pause = pause();
      return pause == null ? ANY | OPEN | DOUBTFUL : pause.certain() ? ANY : ANY | DOUBTFUL;
    }
  }

  /// An own write of a request-derived value.
  record WriteFact(
      Location location, Access access, int taint, @Nullable Pause pause, Set<Lock> locks)
      implements Fact {
    WriteFact with(@Nullable Pause newPause, Set<Lock> newLocks) {
      return new WriteFact(location, access, taint, newPause, newLocks);
    }

    static WriteFact join(WriteFact a, WriteFact b) {
      return new WriteFact(
          a.location(),
          a.access(),
          a.taint() | b.taint(),
          a.pause() != null ? a.pause() : b.pause(),
          common(a.locks(), b.locks()));
    }
  }

  /// An own read.
  record ReadFact(ReadEvent event, @Nullable Pause pause, Set<Lock> locks) implements Fact {
    ReadFact with(@Nullable Pause newPause, Set<Lock> newLocks) {
      return new ReadFact(event, newPause, newLocks);
    }

    static ReadFact join(ReadFact a, ReadFact b) {
      return a.with(a.pause() != null ? a.pause() : b.pause(), common(a.locks(), b.locks()));
    }
  }

  /// A branch that was decided by a read; the same one when both are.
  ///
  /// @param sides bit 0: the branch where the test held, bit 1: the other
  /// @param emptiness the test asks whether something is there
  /// @param otherRejects the other side refuses: raises, or answers without using the place
  record Guard(ReadEvent read, Branch branch, int sides, boolean otherRejects, boolean emptiness) {
    Guard with(ReadEvent newRead) {
      return new Guard(newRead, branch, sides, otherRejects, emptiness);
    }

    /// Null when the paths of both sides met: nothing was decided.
    static @Nullable Guard join(Guard a, Guard b) {
      int both = a.sides | b.sides;
      return both == 3
          ? null
          : both == a.sides ? a : new Guard(a.read, a.branch, both, a.otherRejects, a.emptiness);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Guard guard && guard.read == read && guard.branch.equals(branch);
    }

    @Override
    public int hashCode() {
      return read.hashCode();
    }
  }

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
  Trie<String, WriteFact> writes = Trie.empty();
  Trie<ReadEvent, ReadFact> reads = Trie.empty();

  /// By the number of their reads: the oldest first.
  private Trie<Guard, Guard> guards = Trie.empty();

  List<Lock> held = List.of();
  private Trie<String, Integer> written = Trie.empty();
  List<Value> deferred = List.of();
  Trail trail = Trail.NONE;
  ContextState context = ContextState.NONE;

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
    copy.trail = trail;
    copy.context = context;
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
    trail = other.trail;
    context = other.context;
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
    joined.trail = Trail.join(left.trail, right.trail);
    joined.writes = Trie.merge(left.writes, right.writes, WriteFact::join);
    joined.reads = Trie.merge(left.reads, right.reads, ReadFact::join);
    joined.guards = Trie.merge(left.guards, right.guards, Guard::join);
    joined.dropOldGuards();
    joined.context = ContextState.join(left.context, right.context);
    joined.held =
        left.held.equals(right.held)
            ? left.held
            : left.held.stream().filter(right.held::contains).toList();
    joined.written = Trie.merge(left.written, right.written, (a, b) -> a | b);
    if (left.deferred.equals(right.deferred)) {
      joined.deferred = left.deferred;
    } else {
      List<Value> both = new ArrayList<>(left.deferred);
      right.deferred.stream().filter(each -> !left.deferred.contains(each)).forEach(both::add);
      joined.deferred = both;
    }
    return joined;
  }

  /// The checks that hold here, the oldest first.
  List<Guard> guards() {
    return guards.isEmpty() ? List.of() : guards.values();
  }

  boolean hasGuard(Guard guard) {
    return guards.get(guard) != null;
  }

  void addGuard(Guard guard) {
    guards = guards.put(guard, guard);
    dropOldGuards();
  }

  void removeGuard(Guard guard) {
    guards = guards.remove(guard);
  }

  private void dropOldGuards() {
    while (guards.size() > MAX_GUARDS) {
      guards = guards.withoutFirst();
    }
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
    trail = trail.paused(pause);
    int asked = pause.certain() ? DOUBTFUL : OPEN;
    if ((writes.marks() & asked) != 0) {
      writes =
          writes.change(
              asked,
              fact -> reaches(pause, fact.location()) ? fact.with(pause, fact.locks()) : fact);
    }
    if ((reads.marks() & asked) != 0) {
      reads =
          reads.change(
              asked,
              fact ->
                  reaches(pause, fact.event().location) ? fact.with(pause, fact.locks()) : fact);
    }
  }

  /// False for what is the thread's own while other threads run.
  private static boolean reaches(Pause pause, Location location) {
    return pause.how() != Pause.How.PREEMPTION || location.owner != SharedPlace.Owner.THREAD_LOCAL;
  }

  /// Adds or replaces an own read.
  void putRead(ReadEvent event, ReadFact fact) {
    reads = reads.put(event, fact);
  }

  /// Forgets the reads so far.
  void forgetReads() {
    reads = Trie.empty();
    guards = Trie.empty();
  }

  /// Adds an own write; what it overwrites is forgotten.
  void putWrite(Location location, @Nullable WriteFact fact, Predicate<WriteFact> overwritten) {
    writes = writes.change(ANY, old -> overwritten.test(old) ? null : old);
    if (fact != null) {
      writes = writes.put(location.key, fact);
    }
    int here = WRITTEN;
    for (Location each = location; each != null; each = each.parent) {
      Integer known = written.get(each.key);
      if (known == null || (known | here) != known) {
        written = written.put(each.key, known == null ? here : known | here);
      }
      here = BELOW;
    }
  }

  /// True when this request wrote the very place.
  boolean wroteItself(Location location) {
    Integer known = written.get(location.key);
    return known != null && (known & WRITTEN) != 0;
  }

  /// True when this request wrote the place, something it is part of, or a part of it.
  boolean wrote(Location location) {
    if (written.isEmpty()) {
      return false;
    }
    if (written.get(location.key) != null) {
      return true;
    }
    for (Location each = location.parent; each != null; each = each.parent) {
      Integer known = written.get(each.key);
      if (known != null && (known & WRITTEN) != 0) {
        return true;
      }
    }
    return false;
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
    trail = trail.released(lock);
    if ((writes.marks() & LOCKED) != 0) {
      writes =
          writes.change(
              LOCKED,
              fact ->
                  fact.locks().contains(lock)
                      ? fact.with(fact.pause(), without(fact.locks(), lock))
                      : fact);
    }
    if ((reads.marks() & LOCKED) != 0) {
      reads =
          reads.change(
              LOCKED,
              fact ->
                  fact.locks().contains(lock)
                      ? fact.with(fact.pause(), without(fact.locks(), lock))
                      : fact);
    }
  }

  private static Set<Lock> without(Set<Lock> locks, Lock lock) {
    Set<Lock> fewer = new HashSet<>(locks);
    fewer.remove(lock);
    return fewer;
  }
}
