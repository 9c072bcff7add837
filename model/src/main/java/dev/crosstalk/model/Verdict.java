package dev.crosstalk.model;

/// What is known about a finding. Reports print the name in upper case.
public enum Verdict {
  /// An execution showed it.
  CONFIRMED,
  /// The source says so; nothing was executed.
  SUSPECTED,
  /// A bounded search over a scenario was exhausted without it although the sites were executed.
  REFUTED,
  /// Judged, but neither shown nor excluded; the message says why.
  UNDECIDED
}
