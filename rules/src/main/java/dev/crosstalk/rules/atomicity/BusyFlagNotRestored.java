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

/// CT212: A flag is set before a suspension and taken back after it, but not when the suspension
/// fails.
public final class BusyFlagNotRestored {
  private static final RuleId ID = new RuleId("CT212", "busy-flag-not-restored");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "A flag is set before a suspension and taken back after it, but not when the suspension"
              + " fails.",
          true,
          BusyFlagNotRestored::check);

  private BusyFlagNotRestored() {}

  private static List<Match> check(Program program) {
    return Windows.of(program, Episode.Kind.FLAG_LEFT_SET).stream()
        .map(BusyFlagNotRestored::match)
        .toList();
  }

  private static Match match(Episode episode) {
    Access second = episode.second().orElseThrow();
    RaceFinding.Words words =
        new RaceFinding.Words(
            Severity.MEDIUM,
            "`%s` is set on line %s and taken back here, %s; when the wait fails or is cancelled it stays set for everybody"
                .formatted(
                    episode.subject(),
                    episode.first().site().line(),
                    Windows.across(episode.pause().orElseThrow())),
            "Take it back in `finally`.");
    return Drawing.of(episode)
        .step("A", Kind.WRITE, episode.first(), "")
        .pause("A")
        .note(
            "A",
            "the wait raises or the client goes away: the line that takes it back is not reached",
            second.site())
        .step("B", Kind.READ, episode.first(), "finds it set, now and for good")
        .match(
            ID,
            second.site(),
            words,
            episode.place().orElseThrow().rootCause() + "\n" + second.site().key());
  }
}
