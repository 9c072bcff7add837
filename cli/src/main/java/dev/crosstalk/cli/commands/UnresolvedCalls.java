package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.command.OneLine;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.model.Report;
import dev.crosstalk.python.effects.Sighting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Calls on the paths of requests that lead nowhere that is known: what limits how much a scan can
/// say. The most frequent first.
final class UnresolvedCalls {
  private UnresolvedCalls() {}

  /// The report with a section `unresolvedCalls`.
  static Report added(ScanJob.Outcome outcome) {
    Report report = outcome.report();
    List<Report.Section> sections = new ArrayList<>(report.sections());
    List<SequencedMap<String, Object>> rows = rows(outcome);
    sections.add(
        new Report.Section(
            "unresolvedCalls",
            "Calls that lead nowhere that is known: %d of %d"
                .formatted(
                    report.summary().callSites() - report.summary().resolvedCallSites(),
                    report.summary().callSites()),
            rows));
    return new Report(
        report.command(),
        report.version(),
        report.root(),
        report.findings(),
        report.gaps(),
        report.summary(),
        sections);
  }

  /// One line a call, for formats that have no room for sections.
  static void print(ScanJob.Outcome outcome, Appendable out) throws IOException {
    for (Map<String, Object> row : rows(outcome)) {
      out.append(
          OneLine.of(
              "%s: unresolved: %s (%s)"
                  .formatted(row.get("first"), row.get("call"), row.get("sites"))));
      out.append('\n');
    }
  }

  private static List<SequencedMap<String, Object>> rows(ScanJob.Outcome outcome) {
    Map<String, List<Sighting>> byCall = new TreeMap<>();
    for (Sighting sighting : outcome.sightings()) {
      if (sighting.kind() == Sighting.Kind.UNRESOLVED_CALL) {
        byCall.computeIfAbsent(sighting.what(), _ -> new ArrayList<>()).add(sighting);
      }
    }
    List<SequencedMap<String, Object>> rows = new ArrayList<>();
    byCall.entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<String, List<Sighting>> each) -> -each.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .forEach(each -> {
          Sighting first =
              each.getValue().stream()
                  .min(Comparator.comparing(sighting -> sighting.site().key()))
                  .orElseThrow();
          SequencedMap<String, Object> row = new LinkedHashMap<>();
          row.put("call", each.getKey());
          row.put("sites", each.getValue().size());
          row.put("first", first.site().module().path() + ":" + first.site().line());
          rows.add(row);
        });
    return rows;
  }
}
