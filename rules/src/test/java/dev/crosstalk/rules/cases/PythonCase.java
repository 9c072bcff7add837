package dev.crosstalk.rules.cases;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.ProgramReader;
import dev.crosstalk.rules.catalog.RuleCatalog;
import dev.crosstalk.rules.rule.Judge;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.rule.Suppressions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A small Python project with markers.
///
/// @param name what a failing test calls it
/// @param files text by path relative to the project's root
record PythonCase(String name, SequencedMap<String, String> files) {
  PythonCase {
    files = Collections.unmodifiableSequencedMap(new TreeMap<>(files));
  }

  List<Marker> markers() {
    return files.entrySet().stream()
        .flatMap(file -> Marker.in(file.getKey(), file.getValue()).stream())
        .toList();
  }

  /// Judges the case and says how the findings differ from the markers, empty when they agree. A
  /// finding of severity note needs no marker.
  String differences(Path directory, List<Rule> rules) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (var file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
      if (file.getKey().endsWith(".py")) {
        paths.add(path);
      }
    }
    Program program =
        new ProgramReader(Runnable::run, 1, _ -> {})
            .notingStretches(RuleCatalog.needsStretches(rules))
            .read(directory, paths, paths);
    Judge.Judgement judgement = Judge.judge(program, rules);
    StringBuilder text = new StringBuilder();
    List<Gap> gaps = new ArrayList<>(program.gaps());
    gaps.addAll(judgement.gaps());
    gaps.stream()
        .filter(gap -> gap.kind() != Gap.Kind.NO_ENTRY_POINT)
        .forEach(gap -> text.append("gap: ").append(gap).append('\n'));
    List<Finding> findings =
        Suppressions.apply(program, judgement.findings(), RuleCatalog.all(), rules).findings();
    compare(findings, text);
    if (!text.isEmpty()) {
      text.insert(0, name + "\n");
      findings.forEach(finding -> text.append(describe(finding)));
    }
    return text.toString();
  }

  private void compare(List<Finding> findings, StringBuilder text) {
    List<Marker> open =
        new ArrayList<>(
            markers().stream()
                .filter(marker -> marker.kind() != Marker.Kind.OK)
                .sorted(
                    Comparator.comparing(Marker::kind)
                        .thenComparingInt(marker -> -marker.words().length()))
                .toList());
    List<Finding> left = new ArrayList<>(findings);
    for (Marker marker : List.copyOf(open)) {
      left.stream()
          .filter(marker::matches)
          .findFirst()
          .ifPresent(finding -> {
            left.remove(finding);
            open.remove(marker);
            if (marker.kind() == Marker.Kind.MISSED) {
              text.append("found although marked missed: ").append(marker).append('\n');
            }
          });
    }
    open.stream()
        .filter(marker ->
            marker.kind() == Marker.Kind.ERROR
                || (marker.kind() == Marker.Kind.EITHER && noneFound(marker.rule(), open)))
        .forEach(marker -> text.append("not found: ").append(marker).append('\n'));
    left.stream()
        .filter(finding -> finding.severity() != Severity.NOTE)
        .forEach(finding -> text.append("unexpected: ").append(headline(finding)).append('\n'));
  }

  private boolean noneFound(String rule, List<Marker> open) {
    return markers().stream()
        .filter(marker -> marker.kind() == Marker.Kind.EITHER && marker.rule().equals(rule))
        .allMatch(open::contains);
  }

  private static String headline(Finding finding) {
    String place =
        finding.place() instanceof Place.Source source
            ? source.path() + ":" + source.line()
            : finding.place().toString();
    return "%s [%s] %s/%s %s"
        .formatted(
            place,
            finding.rule().name(),
            finding.severity().label(),
            finding.confidence().label(),
            finding.message());
  }

  private static String describe(Finding finding) {
    StringBuilder text = new StringBuilder("  got ").append(headline(finding)).append('\n');
    if (finding.evidence() instanceof Evidence.Race race) {
      for (Interleaving.Step step : race.interleaving().steps()) {
        text.append(
            "      %s %-7s %s:%s  %s%n"
                .formatted(
                    step.lane(),
                    step.kind().label(),
                    step.path().orElse("-"),
                    step.line().isPresent() ? step.line().getAsInt() : "-",
                    step.text()));
      }
    }
    return text.toString();
  }
}
