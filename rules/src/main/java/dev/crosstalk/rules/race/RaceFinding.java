package dev.crosstalk.rules.race;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.rules.rule.Fingerprint;
import dev.crosstalk.rules.rule.Match;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// Turns hazards into matches, one for each root cause.
public final class RaceFinding {
  private RaceFinding() {}

  /// What a rule says about a hazard.
  ///
  /// @param message one sentence
  /// @param help what to do about it
  public record Words(Severity severity, String message, String help) {}

  /// One match for each shared place: a place that leaks through twelve routes is one defect.
  public static List<Match> byPlace(
      RuleId rule, List<Hazard> hazards, Function<Hazard, Words> words) {
    Map<String, List<Hazard>> groups = new LinkedHashMap<>();
    for (Hazard hazard : hazards) {
      groups.computeIfAbsent(hazard.place().rootCause(), _ -> new ArrayList<>()).add(hazard);
    }
    return matches(rule, groups, words, false);
  }

  /// Like {@link #byPlace}, but the finding stands where the request changes the place, not where
  /// another one sees it.
  public static List<Match> byChange(
      RuleId rule, List<Hazard> hazards, Function<Hazard, Words> words) {
    Map<String, List<Hazard>> groups = new LinkedHashMap<>();
    for (Hazard hazard : hazards) {
      String container = hazard.place().rootCause().replace("|[*]", "");
      groups.computeIfAbsent(container, _ -> new ArrayList<>()).add(hazard);
    }
    return matches(rule, groups, words, true);
  }

  /// One match for each shared place and function that acts on it late.
  public static List<Match> byWindow(
      RuleId rule, List<Hazard> hazards, Function<Hazard, Words> words) {
    Map<String, List<Hazard>> groups = new LinkedHashMap<>();
    for (Hazard hazard : hazards) {
      groups.computeIfAbsent(window(hazard), _ -> new ArrayList<>()).add(hazard);
    }
    return matches(rule, groups, words, false);
  }

  /// One function that acts late on what one line looked at.
  public static String window(Hazard hazard) {
    return hazard.second().site().module().path()
        + "\n"
        + hazard.second().site().symbol()
        + "\n"
        + hazard.first().site().key();
  }

  private static List<Match> matches(
      RuleId rule,
      Map<String, List<Hazard>> groups,
      Function<Hazard, Words> words,
      boolean atChange) {
    List<Match> matches = new ArrayList<>();
    groups.forEach((key, group) -> {
      Hazard best = Collections.min(group, RaceFinding::byWorth);
      Site site = atChange ? best.first().site() : best.second().site();
      String cause = atChange ? best.place().rootCause() : key;
      matches.add(new Match(cause, finding(rule, best, site, origins(group), words.apply(best))));
    });
    return matches;
  }

  /// The surest first, then the one that is shortest to tell.
  private static int byWorth(Hazard left, Hazard right) {
    int order = left.confidence().compareTo(right.confidence());
    if (order == 0) {
      order = left.shape().compareTo(right.shape());
    }
    if (order == 0) {
      order = Integer.compare(left.second().calls().size(), right.second().calls().size());
    }
    return order != 0 ? order : left.second().site().compareTo(right.second().site());
  }

  private static List<String> origins(Collection<Hazard> group) {
    TreeSet<String> origins = new TreeSet<>();
    group.forEach(hazard -> origins.addAll(hazard.origins()));
    return List.copyOf(origins);
  }

  private static Finding finding(
      RuleId rule, Hazard hazard, Site site, List<String> origins, Words words) {
    SharedPlace place = hazard.place();
    Optional<Place.Source> definition = place.definition().map(RaceFinding::firstLine);
    Evidence evidence =
        new Evidence.Race(
            new Evidence.SharedLocation(place.display(), place.kind(), definition),
            Timeline.of(hazard));
    String fingerprint =
        Fingerprint.of(
            rule.code(), site.module().path(), site.symbol(), place.display(), site.text());
    return new Finding(
        rule,
        words.severity(),
        hazard.confidence(),
        Verdict.SUSPECTED,
        words.message(),
        site.place(),
        fingerprint,
        evidence,
        origins,
        words.help(),
        List.of(),
        Optional.empty());
  }

  static Confidence confidence(Pause pause) {
    return pause.certain() ? Confidence.HIGH : Confidence.MEDIUM;
  }

  /// Classes span many lines; the definition of a place is where it starts.
  static Place.Source firstLine(Site site) {
    Place.Source whole = site.place();
    if (whole.line() == whole.endLine()) {
      return whole;
    }
    int width = site.module().source().lineText(whole.line()).length();
    return new Place.Source(
        whole.path(),
        whole.line(),
        whole.column(),
        whole.line(),
        Math.max(whole.column(), width + 1),
        whole.symbol());
  }
}
