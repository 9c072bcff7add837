package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.flow.State.Lock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The last own writes on a path, each with the first suspension behind it. Never changed in place.
record Trail(List<Mark> marks) {
  static final Trail NONE = new Trail(List.of());
  private static final int LENGTH = 12;

  /// One write.
  ///
  /// @param stored the value, for what it says of itself
  /// @param pause where control was given away after it, outside of the locks it was made under
  record Mark(
      Location location,
      Access access,
      Value stored,
      Tracker.Write how,
      @Nullable Pause pause,
      Set<Lock> locks) {

    Mark with(@Nullable Pause newPause, Set<Lock> newLocks) {
      return new Mark(location, access, stored, how, newPause, newLocks);
    }
  }

  Trail add(Mark mark) {
    List<Mark> more = new ArrayList<>(marks);
    more.add(mark);
    return new Trail(more.size() > LENGTH ? more.subList(more.size() - LENGTH, more.size()) : more);
  }

  Trail paused(Pause pause) {
    if (marks.stream().noneMatch(mark -> mark.pause() == null && mark.locks().isEmpty())) {
      return this;
    }
    return new Trail(
        marks.stream()
            .map(mark ->
                mark.pause() == null && mark.locks().isEmpty()
                    ? mark.with(pause, mark.locks())
                    : mark)
            .toList());
  }

  Trail released(Lock lock) {
    if (marks.stream().noneMatch(mark -> mark.locks().contains(lock))) {
      return this;
    }
    return new Trail(
        marks.stream()
            .map(mark -> {
              Set<Lock> left = new HashSet<>(mark.locks());
              return left.remove(lock) ? mark.with(mark.pause(), left) : mark;
            })
            .toList());
  }

  @SuppressWarnings("ReferenceEquality") // shared trails are the same
  static Trail join(Trail left, Trail right) {
    if (left == right || right.marks.isEmpty()) {
      return left;
    }
    if (left.marks.isEmpty()) {
      return right;
    }
    List<Mark> joined = new ArrayList<>(left.marks);
    for (Mark mark : right.marks) {
      if (joined.stream().noneMatch(each -> each.access() == mark.access())) {
        joined.add(mark);
      }
    }
    return new Trail(
        joined.size() > LENGTH ? joined.subList(joined.size() - LENGTH, joined.size()) : joined);
  }
}
