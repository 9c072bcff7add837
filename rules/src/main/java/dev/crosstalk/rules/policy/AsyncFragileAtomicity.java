package dev.crosstalk.rules.policy;

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

/// CT903: a check and its act are correct only while nobody adds an `await` between them.
public final class AsyncFragileAtomicity {
  private static final RuleId ID = new RuleId("CT903", "async-fragile-atomicity");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.NOTE,
          "A check and its act that hold only while no await is added between them (opt-in"
              + " policy).",
          false,
          AsyncFragileAtomicity::check);

  private AsyncFragileAtomicity() {}

  private static List<Match> check(Program program) {
    return program.episodes().stream()
        .filter(episode -> episode.kind() == Episode.Kind.AT_ONCE_ON_LOOP)
        .map(AsyncFragileAtomicity::match)
        .toList();
  }

  private static Match match(Episode episode) {
    Access second = episode.second().orElseThrow();
    RaceFinding.Words words =
        new RaceFinding.Words(
            Severity.NOTE,
            "`%s` is checked on line %s and changed here at once; an await between them would let"
                    .formatted(episode.subject(), episode.first().site().line())
                + " another request pass the same check",
            "Say so in a comment, or hold an asyncio.Lock over both.");
    return Drawing.of(episode)
        .step("A", Kind.CHECK, episode.first(), "")
        .note("A", "an await here would let B in", second.site())
        .step("B", Kind.CHECK, episode.first(), "only then")
        .step("A", Kind.WRITE, second, "")
        .step("B", Kind.WRITE, second, "only then")
        .match(
            ID,
            second.site(),
            words,
            "fragile\n" + episode.place().orElseThrow().rootCause() + second.site().key());
  }
}
