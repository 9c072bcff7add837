package dev.crosstalk.python.deployment;

/// A number of processes, as far as a file gives it.
///
/// @param exact 0 when it is not a plain number
/// @param perCore it grows with the machine
record Count(int exact, boolean perCore) {
  static final Count UNKNOWN = new Count(0, false);
  static final Count CORES = new Count(0, true);
  private static final int MOST = 10_000;

  static Count of(long number) {
    return number > 0 && number < MOST ? new Count((int) number, false) : UNKNOWN;
  }

  boolean isKnown() {
    return perCore || exact > 0;
  }

  /// True for two or more. A number that grows with the machine is more than one on all but the
  /// smallest.
  boolean isSeveral() {
    return perCore || exact > 1;
  }

  String text() {
    return perCore ? "one or more for each core" : Integer.toString(exact);
  }
}
