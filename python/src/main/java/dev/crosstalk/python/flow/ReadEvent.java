package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;

/// One read of a shared place on a path; compared by identity.
final class ReadEvent {
  final Location location;
  final Access access;

  ReadEvent(Location location, Access access) {
    this.location = location;
    this.access = access;
  }
}
