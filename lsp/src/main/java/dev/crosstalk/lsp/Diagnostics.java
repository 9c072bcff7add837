package dev.crosstalk.lsp;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Redactor;
import dev.crosstalk.model.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/// Findings as diagnostics: each step of the interleaving is a related place.
final class Diagnostics {
  static final String SOURCE = "crosstalk";

  private Diagnostics() {}

  /// @param root paths of the finding are relative to it
  static Diagnostic of(Finding finding, Place.Source place, Path root) {
    Diagnostic diagnostic = new Diagnostic(range(place), Redactor.redact(finding.message()));
    diagnostic.setSeverity(severity(finding.severity()));
    diagnostic.setSource(SOURCE);
    diagnostic.setCode(finding.rule().code());
    diagnostic.setRelatedInformation(related(finding, root));
    return diagnostic;
  }

  /// Lines and columns of a finding are 1-based, those of the protocol 0-based; both count UTF-16.
  static Range range(Place.Source place) {
    return new Range(
        new Position(place.line() - 1, place.column() - 1),
        new Position(place.endLine() - 1, place.endColumn() - 1));
  }

  private static DiagnosticSeverity severity(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> DiagnosticSeverity.Error;
      case MEDIUM -> DiagnosticSeverity.Warning;
      case LOW -> DiagnosticSeverity.Information;
      case NOTE -> DiagnosticSeverity.Hint;
    };
  }

  private static List<DiagnosticRelatedInformation> related(Finding finding, Path root) {
    List<DiagnosticRelatedInformation> related = new ArrayList<>();
    switch (finding.evidence()) {
      case Evidence.Race race -> {
        int time = 0;
        for (Interleaving.Step step : race.interleaving().steps()) {
          time++;
          if (step.path().isPresent() && step.line().isPresent()) {
            related.add(
                at(
                    root,
                    step.path().get(),
                    step.line().getAsInt(),
                    "t%d request %s: %s %s"
                        .formatted(time, step.lane(), step.kind().label(), step.text())));
          }
        }
      }
      case Evidence.CallChain chain ->
          chain.hops().forEach(hop -> related.add(at(root, hop.path(), hop.line(), hop.text())));
      case Evidence.ContextTree tree -> tree.roots().forEach(each -> acts(each, root, related));
      case Evidence.Contract _, Evidence.Counts _ -> {}
    }
    return related;
  }

  private static void acts(
      Evidence.ContextNode node, Path root, List<DiagnosticRelatedInformation> related) {
    for (Evidence.ContextAct act : node.actions()) {
      related.add(
          at(
              root,
              act.hop().path(),
              act.hop().line(),
              "t%d %s %s: %s"
                  .formatted(act.time(), node.label(), act.kind().verb(), act.hop().text())));
    }
    node.children().forEach(child -> acts(child, root, related));
  }

  private static DiagnosticRelatedInformation at(Path root, String path, int line, String text) {
    Range range = new Range(new Position(line - 1, 0), new Position(line, 0));
    return new DiagnosticRelatedInformation(
        new Location(root.resolve(path).toUri().toString(), range), Redactor.redact(text));
  }
}
