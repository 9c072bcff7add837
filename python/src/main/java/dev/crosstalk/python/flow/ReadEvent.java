package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;

/// One read of a shared place on a path; compared by identity.
final class ReadEvent {
  final Location location;
  final Access access;

  /// The content as a whole was looked at: a length, a membership, a copy.
  final boolean whole;

  private final int number;

  ReadEvent(int number, Location location, Access access, boolean whole) {
    this.number = number;
    this.location = location;
    this.access = access;
    this.whole = whole;
  }

  @Override
  public int hashCode() {
    return number;
  }
}
