package dev.crosstalk.report;

import dev.crosstalk.model.Report;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The list of formats. To add one, write its reporter, name it here twice and let the golden test
/// write its sample.
public enum ReportFormat {
  /// One line for each finding.
  CONCISE,
  /// A block for each finding with its interleaving drawn.
  FULL,
  /// The machine-readable contract.
  JSON,
  /// SARIF 2.1.0.
  SARIF,
  /// One self-contained page.
  HTML,
  /// The findings of each file under its name.
  GROUPED,
  /// One JSON object a line.
  JSON_LINES,
  /// JUnit XML.
  JUNIT,
  /// Workflow commands of GitHub Actions.
  GITHUB,
  /// A code quality report of GitLab.
  GITLAB,
  /// A comment on a pull request.
  MARKDOWN;

  /// Made when asked for, so that a run loads the classes of one format only.
  private Reporter reporter() {
    return switch (this) {
      case CONCISE -> new ConciseReporter();
      case FULL -> new FullReporter();
      case JSON -> new JsonReporter();
      case SARIF -> new SarifReporter();
      case HTML -> new HtmlReporter();
      case GROUPED -> new GroupedReporter();
      case JSON_LINES -> new JsonLinesReporter();
      case JUNIT -> new JunitReporter();
      case GITHUB -> new GithubReporter();
      case GITLAB -> new GitlabReporter();
      case MARKDOWN -> new MarkdownReporter();
    };
  }

  /// The word that selects the format on the command line.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// All words, in the order of the list.
  public static List<String> labels() {
    return Arrays.stream(values()).map(ReportFormat::label).toList();
  }

  /// The format that `label` selects; case does not matter.
  public static Optional<ReportFormat> of(String label) {
    String wanted = label.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(format -> format.label().equals(wanted)).findFirst();
  }

  /// The format that the name of a file asks for by its ending.
  public static Optional<ReportFormat> ofFile(String file) {
    String lower = file.toLowerCase(Locale.ROOT);
    if (lower.endsWith("gl-code-quality-report.json")) { // the name that GitLab's pages use
      return Optional.of(GITLAB);
    }
    return Optional.ofNullable(
        switch (lower.substring(lower.lastIndexOf('.') + 1)) {
          case "json" -> JSON;
          case "jsonl", "ndjson" -> JSON_LINES;
          case "sarif" -> SARIF;
          case "html", "htm" -> HTML;
          case "xml" -> JUNIT;
          case "md" -> MARKDOWN;
          case "concise" -> CONCISE;
          case "full" -> FULL;
          default -> null;
        });
  }

  /// Whether people read it on a terminal.
  public boolean isForTerminals() {
    return this == CONCISE || this == FULL || this == GROUPED;
  }

  /// Whether it carries the pages of the rules.
  public boolean carriesPages() {
    return this == JSON || this == SARIF || this == HTML;
  }

  /// Writes `report` to `out`. What looks like a secret is masked unless the context says to show
  /// values.
  ///
  /// @throws IOException when `out` refuses
  public void write(Report report, ReportContext context, Appendable out) throws IOException {
    Report shown = context.showValues() ? report : RedactedReport.of(report);
    reporter().write(shown, context, out);
  }
}
