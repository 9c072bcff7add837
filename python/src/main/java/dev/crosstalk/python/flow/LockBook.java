package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.python.flow.State.Lock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of locks over all requests: where they are taken, and whether anybody ever gives
/// control away while holding one. On an event loop a lock that is only held between two
/// suspensions is always free, so taking it never suspends.
@SuppressWarnings({"ReferenceEquality", "IdentityHashMapUsage"}) // very modules, very pauses
final class LockBook {
  private final Episodes episodes;
  private final Map<Pause, Lock> waits = new IdentityHashMap<>();
  private final Set<String> heldAcrossPauses = new HashSet<>();
  private final Map<String, Set<String>> waitsUnder = new HashMap<>();
  private final Map<String, Taken> taken = new HashMap<>();

  private final Map<String, Under> under = new HashMap<>();

  /// The last certain suspension under a lock.
  private record Under(Pause pause, int time) {}

  /// Where a lock was taken last.
  ///
  /// @param text the lock as the source has it
  /// @param blocking others wait for it without giving their thread away
  /// @param ofOneCall nobody but this call can know it
  /// @param end where the `with` statement ends, -1 for `acquire()`
  private record Taken(String text, Access access, boolean blocking, boolean ofOneCall, int end) {

    /// True when the pause, or a call that leads to it, stands in the `with` statement.
    boolean contains(Pause pause) {
      return end < 0 || contains(pause.site()) || pause.calls().stream().anyMatch(this::contains);
    }

    private boolean contains(Site site) {
      return site.module() == access.site().module()
          && site.node().start() >= access.site().node().start()
          && site.node().end() <= end;
    }
  }

  LockBook(Episodes episodes) {
    this.episodes = episodes;
  }

  /// Notes that `lock` is taken at `at`; `end` is where its `with` ends, -1 without one.
  void take(
      Lock lock, String text, boolean blocking, boolean ofOneCall, int end, Tracker.PyNode at) {
    if (blocking || ofOneCall) {
      taken.put(
          lock.id(),
          new Taken(text, new Access(at.site(), at.calls(), ""), blocking, ofOneCall, end));
    } else {
      taken.remove(lock.id());
    }
  }

  /// Notes that `pause` is the wait for a lock.
  void waits(Pause pause, Lock lock, State state) {
    waits.put(pause, lock);
    for (Lock held : state.held) {
      waitsUnder.computeIfAbsent(family(held), _ -> new HashSet<>()).add(family(lock));
    }
  }

  /// Notes that `pause` is the same wait as `known`, reached another way.
  void again(Pause known, Pause pause) {
    Lock lock = waits.get(known);
    if (lock != null) {
      waits.put(pause, lock);
    }
  }

  /// Notes a pause with the locks that are held there.
  void paused(Pause pause, int time, State state, String origin) {
    for (Lock lock : state.held) {
      heldAcrossPauses.add(family(lock));
      if (pause.how() != Pause.How.PREEMPTION) {
        under.put(lock.id(), new Under(pause, time));
      }
      Taken where = taken.get(lock.id());
      if (where == null || !where.contains(pause)) {
        continue;
      }
      boolean onLoop = pause.how() == Pause.How.AWAIT || pause.how() == Pause.How.THREAD_HOP;
      if (where.blocking() && lock.effective() && onLoop) {
        add(Episode.Kind.BLOCKING_LOCK_HELD, where, pause, origin);
      }
      if (where.ofOneCall() && !lock.effective()) {
        add(Episode.Kind.LOCK_OF_ONE_CALL, where, pause, origin);
      }
    }
  }

  /// A pause under one of these locks since a time, or null.
  @Nullable Pause pauseSince(Set<Lock> locks, int time) {
    for (Lock lock : locks) {
      Under last = under.get(lock.id());
      if (last != null && last.time() > time) {
        return last.pause();
      }
    }
    return null;
  }

  private void add(Episode.Kind kind, Taken where, Pause pause, String origin) {
    episodes.add(kind, where.text(), null, where.access(), pause, null, null, origin, origin);
  }

  /// True for the wait for a lock that is free whenever somebody asks for it.
  boolean isNoWait(Pause pause) {
    Lock lock = waits.get(pause);
    return lock != null && lock.effective() && !isWaitedFor(family(lock), new HashSet<>());
  }

  private boolean isWaitedFor(String family, Set<String> seen) {
    return seen.add(family)
        && (heldAcrossPauses.contains(family)
            || waitsUnder.getOrDefault(family, Set.of()).stream()
                .anyMatch(inner -> isWaitedFor(inner, seen)));
  }

  /// Locks in one container are one family.
  private static String family(Lock lock) {
    return lock.id().substring(0, lock.id().length() - lock.keySymbol().length());
  }
}
