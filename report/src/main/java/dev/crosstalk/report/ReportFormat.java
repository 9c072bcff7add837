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
  HTML;

  /// Made when asked for, so that a run loads the classes of one format only.
  private Reporter reporter() {
    return switch (this) {
      case CONCISE -> new ConciseReporter();
      case FULL -> new FullReporter();
      case JSON -> new JsonReporter();
      case SARIF -> new SarifReporter();
      case HTML -> new HtmlReporter();
    };
  }

  /// The word that selects the format on the command line.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
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

  /// Writes `report` to `out`. What looks like a secret is masked unless the context says to show
  /// values.
  ///
  /// @throws IOException when `out` refuses
  public void write(Report report, ReportContext context, Appendable out) throws IOException {
    Report shown = context.showValues() ? report : RedactedReport.of(report);
    reporter().write(shown, context, out);
  }
}
