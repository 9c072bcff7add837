package dev.crosstalk.rules.rule;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.python.Program;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the rule about suppressions that silence nothing reports. It is judged when all other rules
/// have been, so it is no check of a program.
public final class UnusedComment {
  /// The rule's code and name.
  public static final RuleId ID = new RuleId("CT904", "unused-suppression");

  /// How bad it is.
  public static final Severity SEVERITY = Severity.LOW;

  private UnusedComment() {}

  static List<Finding> findings(Suppression comment, Program program) {
    if (comment.idle().isEmpty()
        || comment.form() == Suppression.Form.NOQA
        || comment.state() == Suppression.State.NOT_JUDGED) {
      return List.of();
    }
    String line =
        program
            .sources()
            .apply(comment.path())
            .map(text -> text.lineText(comment.line()))
            .orElse("");
    boolean whole = comment.state() == Suppression.State.UNUSED;
    String symbol = symbol(comment.path());
    return List.of(
        new Finding(
            ID,
            SEVERITY,
            Confidence.HIGH,
            Verdict.SUSPECTED,
            whole
                ? "this suppression silences nothing"
                : "%s in this suppression silences nothing"
                    .formatted(String.join(", ", comment.idle())),
            new Place.Source(
                comment.path(),
                comment.line(),
                comment.column(),
                comment.line(),
                comment.column() + comment.text().length(),
                symbol),
            Fingerprint.of(
                ID.code(), comment.path(), line.strip(), String.join(",", comment.idle())),
            new Evidence.CallChain(
                Optional.empty(),
                List.of(new Evidence.Hop(symbol, line.strip(), comment.path(), comment.line()))),
            List.of(),
            whole
                ? "Remove the comment: it would hide the next finding on this line."
                : "Take it out of the brackets: it would hide the next finding on this line.",
            List.of(),
            Optional.empty()));
  }

  private static String symbol(String path) {
    String module =
        path.toLowerCase(Locale.ROOT).endsWith(".py") ? path.substring(0, path.length() - 3) : path;
    String dotted = module.replace('/', '.');
    return dotted.endsWith(".__init__")
        ? dotted.substring(0, dotted.length() - ".__init__".length())
        : dotted;
  }
}
