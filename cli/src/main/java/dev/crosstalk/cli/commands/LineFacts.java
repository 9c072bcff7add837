package dev.crosstalk.cli.commands;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.python.effects.Sighting;
import dev.crosstalk.python.effects.Sighting.Kind;
import dev.crosstalk.rules.rule.Suppression;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a walk over the program knows about one line.
///
/// @param path relative to the root
/// @param findings of every rule there is, also of those that are not run
/// @param sightings of the whole program
/// @param comments that silence, or are meant to silence, in the whole program
record LineFacts(
    String path,
    int line,
    List<Finding> findings,
    List<Sighting> sightings,
    List<Suppression> comments) {
  private static final Set<Kind> ACCESSES = EnumSet.of(Kind.READ, Kind.WRITE);
  private static final Set<Kind> PAUSES = EnumSet.of(Kind.PAUSE, Kind.POSSIBLE_PAUSE);

  LineFacts {
    findings = List.copyOf(findings);
    sightings = List.copyOf(sightings);
    comments = List.copyOf(comments);
  }

  /// What was met on the line.
  List<Sighting> here() {
    return sightings.stream()
        .filter(each -> isHere(each.site().module().path(), each.site().line()))
        .toList();
  }

  /// Accesses on the line, each place and kind once.
  List<Sighting> accesses() {
    return distinct(here().stream().filter(each -> ACCESSES.contains(each.kind())).toList());
  }

  List<Sighting> pauses() {
    return distinct(here().stream().filter(each -> PAUSES.contains(each.kind())).toList());
  }

  List<Sighting> unresolved() {
    return distinct(here().stream().filter(each -> each.kind() == Kind.UNRESOLVED_CALL).toList());
  }

  /// Labels of the entry points on whose path something of the line, or a call that leads to
  /// something behind it, was met.
  Set<String> origins() {
    Set<String> origins = new TreeSet<>();
    for (Sighting each : sightings) {
      if (isHere(each.site().module().path(), each.site().line())
          || each.calls().stream().anyMatch(site -> isHere(site.module().path(), site.line()))) {
        origins.add(each.origin());
      }
    }
    findings.stream().filter(this::isAbout).forEach(found -> origins.addAll(found.origins()));
    return origins;
  }

  /// Accesses of a place anywhere in the program.
  List<Sighting> accessesOf(String place, Kind kind) {
    return distinct(
        sightings.stream()
            .filter(each -> each.kind() == kind && each.what().equals(place))
            .toList());
  }

  /// Whether control is given away anywhere on the path of an entry point.
  boolean pauses(String origin) {
    return sightings.stream()
        .anyMatch(each -> PAUSES.contains(each.kind()) && each.origin().equals(origin));
  }

  /// Findings that stand on the line or pass it.
  List<Finding> about() {
    return findings.stream().filter(this::isAbout).toList();
  }

  /// A finding that stands on the line or passes it, with the comment that silences it.
  record Silenced(Finding finding, Suppression comment) {}

  List<Silenced> silenced() {
    List<Silenced> silenced = new ArrayList<>();
    for (Suppression comment : comments) {
      comment.silenced().stream()
          .filter(this::isAbout)
          .forEach(finding -> silenced.add(new Silenced(finding, comment)));
    }
    return silenced;
  }

  /// Comments on a line of the file that silence nothing.
  List<Suppression> idleComments(int at) {
    return comments.stream()
        .filter(comment -> comment.path().equals(path) && comment.line() == at)
        .filter(comment -> comment.silenced().isEmpty())
        .toList();
  }

  private boolean isAbout(Finding finding) {
    if (finding.place() instanceof Place.Source source
        && source.path().equals(path)
        && source.line() <= line
        && line <= source.endLine()) {
      return true;
    }
    return switch (finding.evidence()) {
      case Evidence.Race race ->
          race.interleaving().steps().stream()
              .anyMatch(step -> isHere(step.path().orElse(""), step.line().orElse(0)));
      case Evidence.CallChain chain ->
          chain.hops().stream().anyMatch(hop -> isHere(hop.path(), hop.line()));
      case Evidence.ContextTree tree -> tree.roots().stream().anyMatch(this::passes);
      case Evidence.Contract _ -> false;
      case Evidence.Counts _ -> false;
    };
  }

  private boolean passes(Evidence.ContextNode node) {
    return node.actions().stream().anyMatch(act -> isHere(act.hop().path(), act.hop().line()))
        || node.children().stream().anyMatch(this::passes);
  }

  private boolean isHere(String there, int at) {
    return at == line && there.equals(path);
  }

  private static List<Sighting> distinct(List<Sighting> all) {
    List<Sighting> kept = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (Sighting each : all) {
      if (seen.add(each.kind() + each.site().key() + each.what())) {
        kept.add(each);
      }
    }
    return kept;
  }
}
