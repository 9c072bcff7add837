package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;

/// One read of a shared place on a path; compared by identity.
final class ReadEvent {
  final Location location;
  final Access access;

  /// The content as a whole was looked at: a length, a membership, a copy.
  final boolean whole;

  /// How many pauses were noted before it.
  final int time;

  private final int number;

  ReadEvent(int number, int time, Location location, Access access, boolean whole) {
    this.number = number;
    this.time = time;
    this.location = location;
    this.access = access;
    this.whole = whole;
  }

  @Override
  public int hashCode() {
    return number;
  }
}
