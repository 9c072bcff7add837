package dev.crosstalk.python.flow;

/// What somebody asks about beside the hazards.
public enum Watch {
  /// Nobody asks.
  NOTHING,
  /// The calls that lead nowhere that is known.
  UNRESOLVED_CALLS,
  /// Every access, pause and call.
  EVERYTHING
}
