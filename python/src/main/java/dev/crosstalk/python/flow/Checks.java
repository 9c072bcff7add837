package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.flow.State.Guard;
import dev.crosstalk.python.flow.State.Lock;
import dev.crosstalk.python.flow.State.ReadFact;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which check an act depends on: the last one, and under a lock the one that was made under it.
@SuppressWarnings("ReferenceEquality") // pauses and reads are compared by identity
final class Checks {
  private Checks() {}

  /// The check that counts and may have gone stale.
  record Stale(Guard guard, Pause pause) {}

  /// The check of `written` that another request can have made wrong, or null when there is none or
  /// the place was checked again since control was last given away.
  static @Nullable Stale stale(Location written, State state) {
    Guard last = null;
    Pause pause = null;
    for (Guard guard : state.guards()) {
      if (!checks(guard.read(), written)) {
        continue;
      }
      ReadFact fact = state.reads.get(guard.read());
      if (fact == null) {
        continue;
      }
      if (fact.pause() == null) {
        return null; // checked again after the last pause
      }
      // of the checks of one segment the one that refuses says what is at stake, unless a later one
      // asks whether there is anything at all
      if (last == null
          || fact.pause() != pause
          || guard.otherRejects()
          || guard.emptiness()
          || !last.otherRejects()) {
        last = guard;
        pause = fact.pause();
      }
    }
    return last == null || pause == null || isHint(last, written, state)
        ? null
        : new Stale(last, pause);
  }

  /// A check of a place is a read of the very place that is written, or a look at the whole
  /// container whose item is written; finding an object is no check of what it holds.
  static boolean checks(ReadEvent read, Location written) {
    if (read.location.key.equals(written.key)) {
      return read.location.mayBeSameItem(written);
    }
    return read.whole
        && written.isItem()
        && written.parent != null
        && written.parent.key.equals(read.location.key);
  }

  /// Double-checked locking: a check before the lock only saves the lock when the same holder is
  /// checked again under it.
  private static boolean isHint(Guard guard, Location written, State state) {
    if (state.held.isEmpty()) {
      return false;
    }
    ReadFact outside = state.reads.get(guard.read());
    Set<Lock> since = new HashSet<>(state.held);
    since.removeIf(lock -> !lock.effective());
    if (outside == null || since.isEmpty()) {
      return false;
    }
    since.removeAll(outside.locks());
    for (Guard inside : state.guards()) {
      ReadFact fact = state.reads.get(inside.read());
      if (fact != null
          && inside.read().location.isBeside(written)
          && fact.locks().stream().anyMatch(since::contains)) {
        return true;
      }
    }
    return false;
  }

  /// Compare and set: a branch compared the stale read with a read of the same place that was made
  /// after the last pause. What was found empty after the pause loses nothing either.
  static boolean isCompared(ReadEvent stale, State state) {
    for (Guard guard : state.guards()) {
      if (guard.read() != stale) {
        ReadFact fact = state.reads.get(guard.read());
        if (guard.emptiness()
            && fact != null
            && fact.pause() == null
            && guard.read().location.key.equals(stale.location.key)) {
          return true;
        }
        continue;
      }
      for (Guard other : state.guards()) {
        ReadFact fact = state.reads.get(other.read());
        if (other.read() != stale
            && other.branch().equals(guard.branch())
            && other.read().location.key.equals(stale.location.key)
            && fact != null
            && fact.pause() == null) {
          return true;
        }
      }
    }
    return false;
  }
}
