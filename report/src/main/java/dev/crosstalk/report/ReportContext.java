package dev.crosstalk.report;

import dev.crosstalk.model.Report;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.RuleInfo;
import java.util.List;
import java.util.Optional;

/// What a reporter may know beyond the report.
///
/// @param sources text of the scanned files, for excerpts
/// @param rules what is known about the rules that may have reported
/// @param width columns of the terminal, 80 when the output is piped; narrower than 40 counts as 40
/// @param color whether ANSI colours may be used
/// @param unicode whether the terminal can show more than ASCII
/// @param showValues whether values that look like secrets are printed as they are
public record ReportContext(
    Report.Sources sources,
    List<RuleInfo> rules,
    int width,
    boolean color,
    boolean unicode,
    boolean showValues) {

  /// Width of a report that goes to a file or a pipe.
  public static final int PIPED_WIDTH = 80;

  public ReportContext {
    rules = List.copyOf(rules);
    width = Math.max(40, width);
  }

  /// The context of a pipe: 80 columns, no colour, UTF-8, secrets masked.
  public static ReportContext piped(Report.Sources sources, List<RuleInfo> rules) {
    return new ReportContext(sources, rules, PIPED_WIDTH, false, true, false);
  }

  /// What is known about a rule.
  public Optional<RuleInfo> rule(RuleId id) {
    for (RuleInfo rule : rules) {
      if (rule.id().equals(id)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}
