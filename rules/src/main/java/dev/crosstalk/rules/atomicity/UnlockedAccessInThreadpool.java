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

/// CT207: A flag is set before a suspension and taken back after it, but not when the suspension
/// fails.
public final class UnlockedAccessInThreadpool {
  private static final RuleId ID = new RuleId("CT207", "unlocked-access-in-threadpool");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.NOTE,
          "A flag is set before a suspension and taken back after it, but not when the suspension"
              + " fails.",
          true,
          UnlockedAccessInThreadpool::check);

  private UnlockedAccessInThreadpool() {}

  private static List<Match> check(Program program) {
    return Windows.of(program, Episode.Kind.INLINE_IN_THREADS).stream()
        .map(UnlockedAccessInThreadpool::match)
        .toList();
  }

  private static Match match(Episode episode) {
    Access second = episode.second().orElseThrow();
    RaceFinding.Words words =
        new RaceFinding.Words(
            Severity.NOTE,
            "`%s` is checked on line %d and changed here in threads without a lock; it holds only as long as no call comes in between"
                .formatted(episode.subject(), episode.first().site().line()),
            "Hold one threading.Lock over both.");
    return Drawing.of(episode)
        .step("A", Kind.CHECK, episode.first(), "")
        .step("B", Kind.CHECK, episode.first(), "where threads are switched between bytecodes")
        .step("A", Kind.WRITE, second, "")
        .step("B", Kind.WRITE, second, "")
        .match(
            ID,
            second.site(),
            words,
            episode.place().orElseThrow().rootCause() + "\n" + second.site().key());
  }
}
