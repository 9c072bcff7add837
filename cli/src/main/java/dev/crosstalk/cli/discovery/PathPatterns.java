package dev.crosstalk.cli.discovery;

import java.util.List;

/// A choice of files by patterns as gitignore(5) has them: a pattern that names a folder stands for
/// everything below it.
public final class PathPatterns {
  private final IgnoreFile patterns;

  public PathPatterns(List<String> patterns) {
    this.patterns = IgnoreFile.of(patterns);
  }

  /// Whether a file is chosen.
  ///
  /// @param path relative to the folder that is scanned, with `/`
  public boolean contain(String path) {
    List<String> segments = List.of(path.split("/", -1));
    for (int length = 1; length <= segments.size(); length++) {
      boolean folder = length < segments.size();
      if (patterns.decide(segments.subList(0, length), folder).orElse(false)) {
        return true;
      }
    }
    return false;
  }
}
