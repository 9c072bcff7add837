package dev.crosstalk.model;

import java.util.Locale;

/// How bad the consequence is when the defect is real, worst first.
public enum Severity {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW,
  NOTE;

  /// The lower-case word used in every report.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// True when this severity is at least as bad as `threshold`.
  public boolean atLeast(Severity threshold) {
    return compareTo(threshold) <= 0;
  }
}
