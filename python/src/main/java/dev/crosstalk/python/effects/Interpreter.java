package dev.crosstalk.python.effects;

/// The Python that runs the program, as far as the project pins it.
///
/// @param version as it is written, for example `3.9` or `3.14t`
/// @param source where that is said, for example `.python-version`
/// @param switchesAnywhere true when threads may be switched between any two steps, and not only
///   behind calls: CPython up to 3.9, and builds without the global lock
public record Interpreter(String version, String source, boolean switchesAnywhere) {
  private static final int FIRST_TO_INHERIT = 14;

  /// Whether a new thread begins with a copy of the context of whoever started it: builds without
  /// the global lock do from 3.14 on, unless told otherwise.
  public boolean threadsInheritContext() {
    return version.matches("3\\.\\d{1,3}t")
        && Integer.parseInt(version.substring(2, version.length() - 1)) >= FIRST_TO_INHERIT;
  }
}
