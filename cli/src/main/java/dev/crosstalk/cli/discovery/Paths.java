package dev.crosstalk.cli.discovery;

import java.nio.file.Path;

/// How paths are printed.
public final class Paths {
  private Paths() {}

  /// A path relative to the root, with `/`; `.` for the root itself.
  public static String relative(Path root, Path path) {
    String text = root.relativize(path).toString();
    return text.isEmpty() ? "." : text;
  }
}
