package dev.crosstalk.report;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Evidence.ContextAct;
import dev.crosstalk.model.Evidence.ContextNode;
import dev.crosstalk.model.Evidence.Hop;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.model.Interleaving.Step;
import dev.crosstalk.model.Redactor;
import dev.crosstalk.model.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A report in which everything that was taken from source or from a run went through the
/// [Redactor]. Names of locations, paths and entry points stay: they are what the report is about.
final class RedactedReport {
  private RedactedReport() {}

  static Report of(Report report) {
    return new Report(
        report.command(),
        report.version(),
        report.root(),
        report.findings().stream().map(RedactedReport::of).toList(),
        report.gaps(),
        report.summary(),
        report.sections().stream().map(RedactedReport::of).toList());
  }

  private static Report.Section of(Report.Section section) {
    List<SequencedMap<String, Object>> rows = new ArrayList<>();
    for (SequencedMap<String, Object> row : section.rows()) {
      SequencedMap<String, Object> cells = new LinkedHashMap<>();
      row.forEach((key, value) -> cells.put(key, cell(value)));
      rows.add(cells);
    }
    return new Report.Section(section.key(), section.title(), rows);
  }

  private static Object cell(Object value) {
    return switch (value) {
      case String text -> Redactor.redact(text);
      case List<?> list -> list.stream().map(RedactedReport::cell).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> cells = new LinkedHashMap<>();
        map.forEach((key, inner) -> cells.put(key, cell(inner)));
        yield cells;
      }
      default -> value;
    };
  }

  private static Finding of(Finding finding) {
    return new Finding(
        finding.rule(),
        finding.severity(),
        finding.confidence(),
        finding.verdict(),
        Redactor.redact(finding.message()),
        finding.place(),
        finding.fingerprint(),
        of(finding.evidence()),
        finding.origins(),
        Redactor.redact(finding.help()),
        finding.confirms(),
        finding.replay());
  }

  private static Evidence of(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Race race -> new Evidence.Race(race.location(), of(race.interleaving()));
      case Evidence.CallChain chain -> new Evidence.CallChain(chain.location(), hops(chain.hops()));
      case Evidence.ContextTree tree ->
          new Evidence.ContextTree(
              tree.variable(), tree.roots().stream().map(RedactedReport::of).toList());
      case Evidence.Contract contract ->
          new Evidence.Contract(contract.pointer(), Redactor.redact(contract.excerpt()));
      case Evidence.Counts counts -> counts;
    };
  }

  private static Interleaving of(Interleaving interleaving) {
    return new Interleaving(
        interleaving.lanes().stream().map(RedactedReport::of).toList(),
        interleaving.steps().stream().map(RedactedReport::of).toList());
  }

  private static Lane of(Lane lane) {
    return new Lane(lane.id(), lane.label(), lane.origin(), lane.identity().map(Redactor::redact));
  }

  private static Step of(Step step) {
    return new Step(
        step.lane(),
        step.kind(),
        Redactor.redact(step.text()),
        step.path(),
        step.line(),
        step.location(),
        step.value().map(Redactor::redact),
        step.writtenBy());
  }

  private static ContextNode of(ContextNode node) {
    return new ContextNode(
        node.label(),
        node.actions().stream()
            .map(act ->
                new ContextAct(act.time(), act.kind(), hop(act.hop()), act.remark(), act.missing()))
            .toList(),
        node.children().stream().map(RedactedReport::of).toList());
  }

  private static List<Hop> hops(List<Hop> hops) {
    return hops.stream().map(RedactedReport::hop).toList();
  }

  private static Hop hop(Hop hop) {
    return new Hop(hop.symbol(), Redactor.redact(hop.text()), hop.path(), hop.line());
  }
}
