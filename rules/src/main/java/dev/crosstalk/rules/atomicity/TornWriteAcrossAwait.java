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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// CT206: Two places that are read together are written with a suspension between.
public final class TornWriteAcrossAwait {
  private static final RuleId ID = new RuleId("CT206", "torn-write-across-await");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "Two places that are read together are written with a suspension between.",
          true,
          TornWriteAcrossAwait::check);

  private TornWriteAcrossAwait() {}

  private static List<Match> check(Program program) {
    Map<String, Episode> first = new LinkedHashMap<>();
    for (Episode episode : Windows.of(program, Episode.Kind.TORN_WRITE)) {
      // what is half done after one write is one defect, however many writes complete it
      first.putIfAbsent(
          episode.place().orElseThrow().rootCause() + "\n" + episode.first().site().key(), episode);
    }
    return first.values().stream().map(TornWriteAcrossAwait::match).toList();
  }

  private static Match match(Episode episode) {
    Access second = episode.second().orElseThrow();
    Access reader = episode.other().orElseThrow();
    RaceFinding.Words words =
        new RaceFinding.Words(
            Severity.MEDIUM,
            "`%s` is written on line %s and what belongs to it here, %s; a reader in between sees half of the update"
                .formatted(
                    episode.subject(),
                    episode.first().site().line(),
                    Windows.across(episode.pause().orElseThrow())),
            "Await first and write both in one step, or put both in one object and replace it.");
    return Drawing.of(episode)
        .step("A", Kind.WRITE, episode.first(), "")
        .pause("A")
        .step("B", Kind.READ, reader, "the new one beside the old other one")
        .step("A", Kind.WRITE, second, "")
        .match(
            ID,
            second.site(),
            words,
            episode.place().orElseThrow().rootCause() + "\n" + second.site().key());
  }
}
