package dev.crosstalk.cli.commands;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Findings by rule: the most frequent first.
final class Statistics {
  private Statistics() {}

  private record Row(RuleId rule, int number, Severity worst) {}

  /// The report with a section `statistics`, for documents that programs read.
  static Report added(Report report) {
    List<SequencedMap<String, Object>> rows = new ArrayList<>();
    for (Row row : rows(report)) {
      SequencedMap<String, Object> cells = new LinkedHashMap<>();
      cells.put("code", row.rule().code());
      cells.put("name", row.rule().name());
      cells.put("findings", row.number());
      cells.put("worst", row.worst().label());
      rows.add(cells);
    }
    List<Report.Section> sections = new ArrayList<>(report.sections());
    sections.add(new Report.Section("statistics", "Findings by rule", rows));
    return new Report(
        report.command(),
        report.version(),
        report.root(),
        report.findings(),
        report.gaps(),
        report.summary(),
        sections);
  }

  /// The table that a person gets instead of the findings.
  static void print(Report report, Appendable out) throws IOException {
    for (Row row : rows(report)) {
      out.append(
          "%5d  %-8s  %s  %s\n"
              .formatted(row.number(), row.worst().label(), row.rule().code(), row.rule().name()));
    }
    out.append(
        "%5d  in %d %s, %d entry points; %d of %d call sites resolved; %d gaps; %d suppressed%s\n"
            .formatted(
                report.findings().size(),
                report.summary().files(),
                report.summary().files() == 1 ? "file" : "files",
                report.summary().entryPoints(),
                report.summary().resolvedCallSites(),
                report.summary().callSites(),
                report.gaps().size(),
                report.summary().suppressed(),
                leftOut(report)));
  }

  private static String leftOut(Report report) {
    StringBuilder text = new StringBuilder();
    report
        .summary()
        .leftOut()
        .forEach((reason, number) -> text.append("; %d left out by %s".formatted(number, reason)));
    return text.toString();
  }

  private static List<Row> rows(Report report) {
    Map<RuleId, Row> rows = new TreeMap<>();
    for (Finding finding : report.findings()) {
      rows.merge(
          finding.rule(),
          new Row(finding.rule(), 1, finding.severity()),
          (before, now) ->
              new Row(
                  before.rule(),
                  before.number() + 1,
                  before.worst().atLeast(now.worst()) ? before.worst() : now.worst()));
    }
    return rows.values().stream()
        .sorted(Comparator.comparingInt(Row::number).reversed().thenComparing(Row::rule))
        .toList();
  }
}
