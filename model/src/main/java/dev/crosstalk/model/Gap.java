package dev.crosstalk.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;

/// Something that was not judged. Silence is never proof, so each gap is told.
///
/// @param path file relative to the root, absent when the gap concerns the whole run
/// @param line 1-based line in `path`
/// @param rule the rule that could not judge, absent when no rule could
/// @param message what happened and what to do about it
public record Gap(
    Kind kind, Optional<String> path, OptionalInt line, Optional<RuleId> rule, String message) {

  /// The order of every report.
  public static final Comparator<Gap> ORDER = Gap::inOrder;

  private static int inOrder(Gap left, Gap right) {
    int order = left.path.orElse("").compareTo(right.path.orElse(""));
    if (order == 0) {
      order = Integer.compare(left.line.orElse(0), right.line.orElse(0));
    }
    if (order == 0) {
      order = left.kind.compareTo(right.kind);
    }
    return order != 0 ? order : left.message.compareTo(right.message);
  }

  /// Why something was not judged.
  public enum Kind {
    /// The file, or a part of it, is not valid Python.
    SYNTAX("syntax"),
    /// The file could not be read or decoded.
    UNREADABLE("unreadable"),
    /// A bound on size, depth, time or memory was reached.
    LIMIT("limit"),
    /// A rule or an engine failed; this is a defect of Crosstalk.
    FAILURE("failure"),
    /// No entry point was recognised.
    NO_ENTRY_POINT("no-entry-point"),
    /// A setting or suppression has no effect or cannot be understood.
    CONFIGURATION("configuration");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /// The word used in every report.
    public String label() {
      return label;
    }
  }
}
