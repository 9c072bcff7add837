package dev.crosstalk.python.flow;

/// Numbers the objects that are made while requests are followed, so that a change of an object
/// that was there before a call can be told from one of its own.
final class Heap {
  private int next;
  private int lowestStored = Integer.MAX_VALUE;

  int number() {
    return next++;
  }

  void stored(int number) {
    lowestStored = Math.min(lowestStored, number);
  }

  /// Starts to watch; give the result to {@link #changedBefore}.
  Mark mark() {
    Mark mark = new Mark(next, lowestStored);
    lowestStored = Integer.MAX_VALUE;
    return mark;
  }

  /// True when an object that existed at the mark was changed since; ends the watch.
  boolean changedBefore(Mark mark) {
    boolean changed = lowestStored < mark.next();
    lowestStored = Math.min(lowestStored, mark.lowestStored());
    return changed;
  }

  record Mark(int next, int lowestStored) {}
}
