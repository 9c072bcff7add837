package dev.crosstalk.model;

import java.util.Locale;

/// How many links of the evidence were resolved; an unknown edge lowers it, it is never guessed.
public enum Confidence {
  HIGH,
  MEDIUM,
  LOW;

  /// The lower-case word used in every report.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The weaker of the two.
  public Confidence and(Confidence other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
