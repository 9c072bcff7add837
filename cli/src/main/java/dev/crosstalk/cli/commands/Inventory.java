package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.python.effects.EntryPoint;
import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.effects.Sighting;
import dev.crosstalk.python.effects.Sighting.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a program shares between requests, how they enter it, and where they give control away, as
/// tables.
final class Inventory {
  private static final int MOST_FOR_PEOPLE = 6;

  /// A place with everybody who touches it.
  private record Shared(SharedPlace place, List<Sighting> reads, List<Sighting> writes) {}

  private final ScanJob.Outcome outcome;
  private final boolean brief;
  private final Map<String, Shared> byCause = new TreeMap<>();
  private final Set<String> pausing = new HashSet<>();

  /// @param brief whether long lists are cut, for people
  Inventory(ScanJob.Outcome outcome, boolean brief) {
    this.outcome = outcome;
    this.brief = brief;
    for (Sighting each : outcome.sightings()) {
      if (each.place().isPresent()) {
        SharedPlace place = each.place().get();
        Shared shared =
            byCause.computeIfAbsent(
                place.rootCause(), _ -> new Shared(place, new ArrayList<>(), new ArrayList<>()));
        (each.kind() == Kind.WRITE ? shared.writes() : shared.reads()).add(each);
      } else if (isPause(each)) {
        pausing.add(each.origin());
      }
    }
  }

  /// Places that outlive a request and that requests write: what is reported first.
  Report.Section state() {
    List<SequencedMap<String, Object>> rows = new ArrayList<>();
    byCause.values().stream()
        .filter(shared -> !shared.writes().isEmpty())
        .sorted(
            Comparator.comparing((Shared shared) -> reported(shared).isEmpty())
                .thenComparing(shared -> shared.place().key()))
        .forEach(shared -> rows.add(row(shared)));
    return new Report.Section(
        "sharedState", "State that requests write and that outlives them", rows);
  }

  /// Places that outlive a request and that requests only read.
  Report.Section constants() {
    List<SequencedMap<String, Object>> rows = new ArrayList<>();
    byCause.values().stream()
        .filter(shared -> shared.writes().isEmpty())
        .forEach(shared -> rows.add(row(shared)));
    return new Report.Section("constants", "State that requests only read", rows);
  }

  private SequencedMap<String, Object> row(Shared shared) {
    SequencedMap<String, Object> row = new LinkedHashMap<>();
    row.put("place", shared.place().display());
    row.put("kind", shared.place().kind());
    shared
        .place()
        .definition()
        .ifPresent(site -> row.put("definedAt", site.module().path() + ":" + site.line()));
    row.put("judgement", judgement(shared));
    if (!shared.writes().isEmpty()) {
      row.put("writtenBy", cut(origins(shared.writes())));
      row.put("writtenAt", cut(lines(shared.writes())));
    }
    if (!shared.reads().isEmpty()) {
      row.put("readBy", cut(origins(shared.reads())));
      row.put("readAt", cut(lines(shared.reads())));
    }
    return row;
  }

  private String judgement(Shared shared) {
    List<Finding> reported = reported(shared);
    if (!reported.isEmpty()) {
      Set<String> codes = new TreeSet<>();
      reported.forEach(finding -> codes.add(finding.rule().code() + at(finding)));
      return "reported: " + String.join(", ", codes);
    }
    if (shared.writes().isEmpty()) {
      return "no request writes it";
    }
    if (shared.writes().stream().anyMatch(Inventory::isContextVariable)) {
      return "a context variable: each request has its own value";
    }
    if (shared.writes().stream().noneMatch(write -> write.locks().isEmpty())) {
      return "every write holds a lock";
    }
    if (shared.reads().isEmpty()) {
      return "requests write it and never read it";
    }
    if (shared.writes().stream().noneMatch(write -> pausing.contains(write.origin()))) {
      return "whoever writes it never gives control away";
    }
    return "no race seen: no value that somebody wrote is read or acted on behind a point where"
        + " others run";
  }

  private static boolean isContextVariable(Sighting write) {
    return write.place().filter(place -> place.kind().equals("context variable")).isPresent();
  }

  private static String at(Finding finding) {
    return finding.place() instanceof Place.Source source
        ? " at %s:%d".formatted(source.path(), source.line())
        : "";
  }

  /// Findings about the place: they name it, and come from where it is defined.
  private List<Finding> reported(Shared shared) {
    Set<String> names = new HashSet<>();
    shared.reads().forEach(each -> names.add(each.what()));
    shared.writes().forEach(each -> names.add(each.what()));
    Optional<Place.Source> definition = shared.place().definition().map(site -> site.place());
    return outcome.report().findings().stream()
        .filter(finding ->
            switch (finding.evidence()) {
              case Evidence.Race race -> isAbout(race.location(), names, definition);
              case Evidence.CallChain chain ->
                  chain.location().filter(at -> isAbout(at, names, definition)).isPresent();
              case Evidence.ContextTree tree -> names.contains(tree.variable());
              case Evidence.Contract _ -> false;
              case Evidence.Counts _ -> false;
            })
        .toList();
  }

  private static boolean isAbout(
      Evidence.SharedLocation location, Set<String> names, Optional<Place.Source> definition) {
    return names.contains(location.name())
        && (location.definition().isEmpty() || location.definition().equals(definition));
  }

  /// Functions through which requests enter, with how much shared state they touch.
  Report.Section entryPoints() {
    Map<String, Set<String>> touched = new HashMap<>();
    Map<String, Set<String>> changed = new HashMap<>();
    Map<String, Set<String>> pauses = new HashMap<>();
    for (Sighting each : outcome.sightings()) {
      if (each.place().isPresent()) {
        String cause = each.place().get().rootCause();
        touched.computeIfAbsent(each.origin(), _ -> new HashSet<>()).add(cause);
        if (each.kind() == Kind.WRITE) {
          changed.computeIfAbsent(each.origin(), _ -> new HashSet<>()).add(cause);
        }
      } else if (isPause(each)) {
        pauses.computeIfAbsent(each.origin(), _ -> new HashSet<>()).add(each.site().key());
      }
    }
    List<SequencedMap<String, Object>> rows = new ArrayList<>();
    for (EntryPoint entry : outcome.entryPoints()) {
      SequencedMap<String, Object> row = new LinkedHashMap<>();
      row.put("entryPoint", entry.label());
      row.put("function", entry.site().symbol());
      row.put("place", entry.site().module().path() + ":" + entry.site().line());
      row.put("framework", entry.framework());
      row.put("runsIn", entry.pooled() ? "thread pool" : "event loop");
      row.put("sharedPlaces", touched.getOrDefault(entry.label(), Set.of()).size());
      row.put("changedPlaces", changed.getOrDefault(entry.label(), Set.of()).size());
      row.put("suspensionPoints", pauses.getOrDefault(entry.label(), Set.of()).size());
      rows.add(row);
    }
    return new Report.Section("entryPoints", "Where requests enter", rows);
  }

  /// Lines at which another request can run, with how many entry points come there.
  Report.Section suspensionPoints() {
    Map<String, List<Sighting>> bySite = new TreeMap<>();
    for (Sighting each : outcome.sightings()) {
      if (isPause(each)) {
        bySite.computeIfAbsent(each.site().key(), _ -> new ArrayList<>()).add(each);
      }
    }
    List<SequencedMap<String, Object>> rows = new ArrayList<>();
    for (List<Sighting> pauses : bySite.values()) {
      Sighting first = pauses.getFirst();
      SequencedMap<String, Object> row = new LinkedHashMap<>();
      row.put("place", first.site().module().path() + ":" + first.site().line());
      row.put("text", first.site().lineText());
      row.put("certain", pauses.stream().anyMatch(each -> each.kind() == Kind.PAUSE));
      row.put("why", first.what());
      row.put("entryPoints", origins(pauses).size());
      rows.add(row);
    }
    return new Report.Section("suspensionPoints", "Where other requests can run", rows);
  }

  private static boolean isPause(Sighting each) {
    return each.kind() == Kind.PAUSE || each.kind() == Kind.POSSIBLE_PAUSE;
  }

  private static List<String> origins(List<Sighting> all) {
    return all.stream().map(Sighting::origin).distinct().sorted().toList();
  }

  private static List<String> lines(List<Sighting> all) {
    return all.stream()
        .map(each -> each.site().module().path() + ":" + each.site().line())
        .distinct()
        .toList();
  }

  private List<String> cut(List<String> all) {
    if (!brief || all.size() <= MOST_FOR_PEOPLE + 1) {
      return all;
    }
    List<String> some = new ArrayList<>(all.subList(0, MOST_FOR_PEOPLE));
    some.add("%d more".formatted(all.size() - MOST_FOR_PEOPLE));
    return some;
  }
}
