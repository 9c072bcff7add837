package dev.crosstalk.rules.rule;

import dev.crosstalk.model.Finding;
import java.util.List;

/// A comment that silences, or is meant to silence, findings.
///
/// @param line of the comment, 1-based
/// @param column of its `#`, 1-based
/// @param text of the comment, from its `#`
/// @param form which spelling it uses
/// @param rules codes, beginnings of codes or names; empty for every rule
/// @param reason what the author says, empty when nothing
/// @param silenced what it silences, in the order of the findings
/// @param idle those of `rules` that silence nothing although they were run; of a comment without
///   rules the word `every rule`
/// @param state what is to be said of it
public record Suppression(
    String path,
    int line,
    int column,
    String text,
    Form form,
    List<String> rules,
    String reason,
    List<Finding> silenced,
    List<String> idle,
    State state) {

  public Suppression {
    rules = List.copyOf(rules);
    silenced = List.copyOf(silenced);
    idle = List.copyOf(idle);
  }

  /// The spellings.
  public enum Form {
    /// `# crosstalk: ignore[CT101] reason`
    IGNORE("ignore"),
    /// `# crosstalk: ignore-file[CT101] reason`
    IGNORE_FILE("ignore-file"),
    /// `# noqa` and `# noqa: CT101`
    NOQA("noqa"),
    /// `# crosstalk:` with a word that nobody knows.
    UNKNOWN("not understood");

    private final String label;

    Form(String label) {
      this.label = label;
    }

    /// The word that people read.
    public String label() {
      return label;
    }
  }

  /// What a comment does.
  public enum State {
    /// It silences something, by each of its rules.
    USED("used"),
    /// It silences something, but some of its rules do not.
    PARTLY_USED("partly used"),
    /// It silences nothing.
    UNUSED("unused"),
    /// It silences nothing, but not everything that it is about was judged.
    NOT_JUDGED("not judged"),
    /// It names a rule that does not exist, or is not understood.
    WRONG("wrong");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /// The word that people and programs read.
    public String label() {
      return label;
    }
  }
}
