package dev.crosstalk.cli.discovery;

import java.nio.file.Path;

/// A PATH of the command line.
///
/// @param given as the user wrote it
/// @param path absolute and normalised
public record Target(String given, Path path) {
  public Target {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("not absolute: " + path);
    }
  }
}
