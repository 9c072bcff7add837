package dev.crosstalk.rules.atomicity;

import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Deployment;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.rules.race.Drawing;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// CT211: Requests are refused by what one process knows, and several processes serve them.
public final class ProcessLocalStateWithManyWorkers {
  private static final RuleId ID = new RuleId("CT211", "process-local-state-with-many-workers");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "Requests are refused by what one process knows, and several processes serve them.",
          true,
          ProcessLocalStateWithManyWorkers::check);

  private ProcessLocalStateWithManyWorkers() {}

  private static List<Match> check(Program program) {
    Map<String, Episode> byPlace = new LinkedHashMap<>();
    for (Episode episode : Windows.of(program, Episode.Kind.REFUSED_BY_OWN_STATE)) {
      byPlace.putIfAbsent(container(episode.place().orElseThrow()), episode);
    }
    List<Match> matches = new ArrayList<>();
    byPlace.forEach((container, episode) ->
        started(program, episode.first().site())
            .filter(_ -> !isLostAnyway(program, container))
            .ifPresent(deployment -> matches.add(match(container, episode, deployment))));
    return matches;
  }

  /// What starts the code at a place in several processes.
  static Optional<Deployment> started(Program program, Site site) {
    String path = site.module().path();
    return program.deployments().stream()
        .filter(deployment -> deployment.starts(path))
        .reduce((_, longer) -> longer);
  }

  /// Whether a request is refused by the place of a hazard.
  static boolean refusesBy(Program program, Hazard hazard) {
    String container = container(hazard.place());
    return Windows.of(program, Episode.Kind.REFUSED_BY_OWN_STATE).stream()
        .anyMatch(episode -> container(episode.place().orElseThrow()).equals(container));
  }

  /// The race within one process is reported, and says the rest.
  private static boolean isLostAnyway(Program program, String container) {
    return Windows.of(program, Hazard.Shape.CHECK_THEN_ACT).stream()
        .anyMatch(hazard -> container(hazard.place()).equals(container));
  }

  private static String container(SharedPlace place) {
    int item = place.rootCause().indexOf("|[*]");
    return item < 0 ? place.rootCause() : place.rootCause().substring(0, item);
  }

  private static Match match(String container, Episode episode, Deployment deployment) {
    Access change = episode.other().orElseThrow();
    String started = "%s line %d".formatted(deployment.source(), deployment.line());
    RaceFinding.Words words =
        new RaceFinding.Words(
            Severity.MEDIUM,
            "`%s` decides here whether a request is refused, but %s starts more than one process (%s) and each has its own: what line %d of %s changes is not seen by the others"
                .formatted(
                    episode.subject(),
                    started,
                    deployment.workers(),
                    change.site().line(),
                    change.site().module().path()),
            "Keep it where all processes see it, such as a database with a constraint or Redis, or"
                + " start one process.");
    return Drawing.of(episode)
        .note("B", "served by one of the processes that " + started + " starts", change.site())
        .step("B", Kind.WRITE, change, "")
        .note("A", "served by another process", episode.first().site())
        .step("A", Kind.CHECK, episode.first(), "its own copy, which knows nothing of B")
        .match(ID, episode.first().site(), words, "workers\n" + container);
  }
}
