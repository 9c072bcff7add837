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

/// CT210: A place is changed without the lock that others hold while they check and change it.
public final class InconsistentLock {
  private static final RuleId ID = new RuleId("CT210", "inconsistent-lock");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "A place is changed without the lock that others hold while they check and change it.",
          true,
          InconsistentLock::check);

  private InconsistentLock() {}

  private static List<Match> check(Program program) {
    return Windows.of(program, Episode.Kind.LOCK_NOT_SHARED).stream()
        .map(episode -> match(program, episode))
        .toList();
  }

  private static Match match(Program program, Episode episode) {
    Access second = episode.second().orElseThrow();
    Access other = episode.other().orElseThrow();
    RaceFinding.Words words =
        new RaceFinding.Words(
            Severity.MEDIUM,
            "`%s` is changed here without the lock that is held from line %s to line %s, %s; the change falls in between"
                .formatted(
                    episode.subject(),
                    episode.first().site().line(),
                    second.site().line(),
                    Windows.across(episode.pause().orElseThrow())),
            "Hold the same lock here.");
    return Drawing.of(episode)
        .step("A", Kind.CHECK, episode.first(), "under the lock")
        .pause("A")
        .step("B", Kind.WRITE, other, "without that lock")
        .step("A", Kind.WRITE, second, "acts on what B has changed")
        .match(ID, other.site(), words, Windows.rootCause(program, episode, other.site()));
  }
}
