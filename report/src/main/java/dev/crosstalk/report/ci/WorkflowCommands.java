package dev.crosstalk.report.ci;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.report.text.Visible;
import java.io.IOException;

/// Annotations of GitHub Actions. Each line is one command; nothing that comes from the scanned
/// source can end a line or begin a command of its own.
public final class WorkflowCommands {
  private final Report report;
  private final Appendable out;

  public WorkflowCommands(Report report, Appendable out) {
    this.report = report;
    this.out = out;
  }

  /// Writes an annotation for each finding and each gap.
  ///
  /// @param summary the last line
  public void write(String summary) throws IOException {
    for (Finding finding : report.findings()) {
      finding(finding);
    }
    for (Gap gap : report.gaps()) {
      StringBuilder properties = new StringBuilder();
      gap.path().ifPresent(path -> property(properties, "file", RepositoryPath.of(report, path)));
      gap.line().ifPresent(line -> property(properties, "line", String.valueOf(line)));
      property(properties, "title", "Crosstalk gap: " + gap.kind().label());
      String rule = gap.rule().map(id -> id.code() + " ").orElse("");
      command("notice", properties, rule + gap.message());
    }
    StringBuilder title = new StringBuilder();
    property(title, "title", "Crosstalk");
    command("notice", title, summary);
  }

  private void finding(Finding finding) throws IOException {
    StringBuilder properties = new StringBuilder();
    String where = "";
    switch (finding.place()) {
      case Place.Source source -> {
        property(properties, "file", RepositoryPath.of(report, source.path()));
        property(properties, "line", String.valueOf(source.line()));
        property(properties, "endLine", String.valueOf(source.endLine()));
        if (source.line() == source.endLine()) { // columns of several lines are refused
          property(properties, "col", String.valueOf(source.column()));
          property(properties, "endColumn", String.valueOf(source.endColumn()));
        }
      }
      case Place.Operation operation ->
          where = operation.method() + " " + operation.pathTemplate() + ": ";
      case Place.Log log -> {
        property(properties, "file", RepositoryPath.of(report, log.path()));
        property(properties, "line", String.valueOf(log.line()));
      }
    }
    property(
        properties,
        "title",
        "%s %s (%s)"
            .formatted(finding.rule().code(), finding.rule().name(), finding.severity().label()));
    command(level(finding), properties, where + finding.message(), finding.help());
  }

  private static String level(Finding finding) {
    if (finding.verdict() == Verdict.REFUTED || finding.verdict() == Verdict.UNDECIDED) {
      return "notice";
    }
    return switch (finding.severity()) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, NOTE -> "notice";
    };
  }

  private static void property(StringBuilder properties, String name, String value) {
    properties
        .append(properties.isEmpty() ? " " : ",")
        .append(name)
        .append('=')
        .append(escaped(value).replace(":", "%3A").replace(",", "%2C"));
  }

  private void command(String name, StringBuilder properties, String... lines) throws IOException {
    out.append("::").append(name).append(properties).append("::");
    String separator = "";
    for (String line : lines) {
      out.append(separator).append(escaped(line));
      separator = "%0A";
    }
    out.append('\n');
  }

  /// One line; the older spelling of a command, `##[…]`, is taken apart wherever it stands.
  private static String escaped(String text) {
    return Visible.line(text).replace("%", "%25").replace("##[", "# #[");
  }
}
