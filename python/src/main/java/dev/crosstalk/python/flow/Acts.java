package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Hazard.Change;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.flow.State.Guard;
import dev.crosstalk.python.flow.State.ReadFact;
import dev.crosstalk.python.flow.Tracker.Write;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.types.Type;

/// Whether a write acts on a look at its place that is out of date.
final class Acts {
  private final Tracker tracker;
  private final Changes book;

  Acts(Tracker tracker, Changes book) {
    this.tracker = tracker;
    this.book = book;
  }

  /// Notes the hazard of a write, if it is one.
  void judge(Location location, Value value, Write how, Access access, State state) {
    if (!actAfterCheck(location, value, how, access, state)) {
      readModifyWrite(location, value, how, access, state);
    }
  }

  /// The place was found empty in this very segment: nobody overwrites what this request stores.
  static boolean onlyIfEmpty(Location location, State state) {
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

  /// True when one may be the other, or a part of it.
  static boolean related(Location left, Location right) {
    return left.overlaps(right) && left.mayBeSameItem(right);
  }

  /// A check and its act with nothing between that lets others in: because of a lock, or because
  /// threads are not switched inside of plain bytecode.
  void atOnce(Location location, Value value, Access access, boolean thread, State state) {
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
    Pause under = tracker.locks.pauseSince(fact.locks(), last.time);
    if (under != null) {
      book.underLock(location, last, under, access, fact.locks(), tracker.origin());
    } else if (thread && checked && fact.locks().isEmpty() && !location.isKeyed()) {
      book.inline(location, last, access, tracker.origin());
    } else if (tracker.stretches && !thread && checked && fact.locks().isEmpty()) {
      book.onLoop(location, last, access, tracker.origin());
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
    tracker.hazards.add(
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
        tracker.hazards.add(
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
}
