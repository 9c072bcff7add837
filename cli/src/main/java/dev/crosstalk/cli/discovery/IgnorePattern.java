package dev.crosstalk.cli.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One line of a `.gitignore`, as gitignore(5) has it.
///
/// Matching takes no regular expression, so a hostile pattern costs at most the product of the two
/// lengths.
final class IgnorePattern {
  private final List<String> segments;
  private final boolean negated;
  private final boolean foldersOnly;

  private IgnorePattern(List<String> segments, boolean negated, boolean foldersOnly) {
    this.segments = segments;
    this.negated = negated;
    this.foldersOnly = foldersOnly;
  }

  /// The pattern of a line; empty for a blank line, a comment, and a line that can never match.
  static Optional<IgnorePattern> parse(String line) {
    String text = stripTrailingSpaces(line);
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    boolean negated = text.startsWith("!");
    if (negated) {
      text = text.substring(1);
    }
    boolean foldersOnly = text.endsWith("/");
    if (foldersOnly) {
      text = text.substring(0, text.length() - 1);
    }
    if (text.isEmpty() || endsWithLoneBackslash(text)) {
      return Optional.empty();
    }
    boolean anchored = text.indexOf('/') >= 0;
    if (text.startsWith("/")) {
      text = text.substring(1);
    }
    List<String> segments = new ArrayList<>();
    if (!anchored) {
      segments.add("**");
    }
    segments.addAll(List.of(text.split("/", -1)));
    return Optional.of(new IgnorePattern(List.copyOf(segments), negated, foldersOnly));
  }

  private static String stripTrailingSpaces(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      int backslashes = 0;
      while (end - 2 - backslashes >= 0 && line.charAt(end - 2 - backslashes) == '\\') {
        backslashes++;
      }
      if (backslashes % 2 == 1) {
        break;
      }
      end--;
    }
    return line.substring(0, end);
  }

  private static boolean endsWithLoneBackslash(String text) {
    int backslashes = 0;
    while (backslashes < text.length() && text.charAt(text.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  /// True when a match takes the path back in.
  boolean negated() {
    return negated;
  }

  /// Whether the pattern matches.
  ///
  /// @param path relative to the folder of the pattern, segment by segment
  boolean matches(List<String> path, boolean folder) {
    if (foldersOnly && !folder) {
      return false;
    }
    if (segments.size() == 2 && segments.getFirst().equals("**")) {
      return Wildcard.matches(segments.getLast(), path.getLast());
    }
    // reached[j]: the pattern's segments so far match the path's first j segments.
    boolean[] reached = new boolean[path.size() + 1];
    reached[0] = true;
    for (int i = 0; i < segments.size(); i++) {
      reached = step(reached, segments.get(i), i == segments.size() - 1, path);
    }
    return reached[path.size()];
  }

  private static boolean[] step(
      boolean[] reached, String segment, boolean last, List<String> path) {
    boolean[] next = new boolean[reached.length];
    boolean any = segment.equals("**");
    boolean before = false;
    for (int j = 0; j < reached.length; j++) {
      if (any) {
        // At the end `a/**` matches what is inside `a`, not `a`; elsewhere it may match nothing.
        next[j] = before || (!last && reached[j]);
        before |= reached[j];
      } else {
        next[j] = j > 0 && reached[j - 1] && Wildcard.matches(segment, path.get(j - 1));
      }
    }
    return next;
  }
}
