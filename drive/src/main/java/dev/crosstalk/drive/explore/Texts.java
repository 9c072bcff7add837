package dev.crosstalk.drive.explore;

import java.util.List;

/// Small cuts of text for messages.
final class Texts {
  private Texts() {}

  /// The last line that is not blank, at most 300 characters.
  static String lastLine(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    String last = lines.isEmpty() ? "" : lines.getLast().strip();
    return last.length() <= 300 ? last : last.substring(0, 299) + "…";
  }
}
