package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.flow.State.Lock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/// What is known of locks over all requests: where they are taken, and whether anybody ever gives
/// control away while holding one. On an event loop a lock that is only held between two
/// suspensions is always free, so taking it never suspends.
final class LockBook {
  private final Map<Pause, Lock> waits = new IdentityHashMap<>();
  private final Set<String> heldAcrossPauses = new HashSet<>();
  private final Map<String, Set<String>> waitsUnder = new HashMap<>();

  /// Notes that `pause` is the wait for a lock.
  void waits(Pause pause, Lock lock, State state) {
    waits.put(pause, lock);
    for (Lock held : state.held) {
      waitsUnder.computeIfAbsent(family(held), _ -> new HashSet<>()).add(family(lock));
    }
  }

  /// Notes a pause with the locks that are held there.
  void paused(State state) {
    for (Lock lock : state.held) {
      heldAcrossPauses.add(family(lock));
    }
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
