package dev.crosstalk.rules.atomicity;

import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.rules.race.Drawing;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT205: A shared container is iterated with a suspension in the body while others change it.
public final class IterationAcrossAwait {
  private static final RuleId ID = new RuleId("CT205", "iteration-across-await");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "A shared container is iterated with a suspension in the body while others change it.",
          true,
          IterationAcrossAwait::check);

  private IterationAcrossAwait() {}

  private static List<Match> check(Program program) {
    return Windows.of(program, Episode.Kind.ITERATION).stream()
        .map(IterationAcrossAwait::match)
        .toList();
  }

  private static Match match(Episode episode) {
    Access change = episode.other().orElseThrow();
    RaceFinding.Words words =
        new RaceFinding.Words(
            Severity.MEDIUM,
            "`%s` is iterated here, %s in the body; another request changes it meanwhile on line %s"
                .formatted(
                    episode.subject(),
                    Windows.across(episode.pause().orElseThrow()),
                    change.site().line()),
            "Iterate a copy: `for each in list(…)`.");
    return Drawing.of(episode)
        .step("A", Kind.READ, episode.first(), "")
        .pause("A")
        .step("B", Kind.WRITE, change, "the container changes while A iterates it")
        .step(
            "A",
            Kind.READ,
            episode.first(),
            "fails because the size changed, or leaves out an element")
        .match(
            ID,
            episode.first().site(),
            words,
            episode.place().orElseThrow().rootCause() + "\n" + episode.first().site().key());
  }
}
