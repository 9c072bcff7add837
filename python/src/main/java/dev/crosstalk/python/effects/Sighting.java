package dev.crosstalk.python.effects;

import java.util.List;
import java.util.Optional;

/// Something that the walk met when it was told to note it, for questions about one line.
///
/// @param origin label of the entry point on whose path it stands
/// @param what the place that is touched, what gives control away, or the call
/// @param locks what is held there
/// @param place what is touched, of reads and writes
public record Sighting(
    Kind kind,
    Site site,
    List<Site> calls,
    String origin,
    String what,
    List<String> locks,
    Optional<SharedPlace> place) {
  public Sighting {
    calls = List.copyOf(calls);
    locks = List.copyOf(locks);
  }

  /// What was met.
  public enum Kind {
    READ,
    WRITE,
    /// Control is given away for certain.
    PAUSE,
    /// Control may be given away.
    POSSIBLE_PAUSE,
    /// A call whose target is known.
    CALL,
    /// A call that leads nowhere that is known.
    UNRESOLVED_CALL
  }
}
