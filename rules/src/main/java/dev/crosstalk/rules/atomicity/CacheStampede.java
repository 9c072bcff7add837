package dev.crosstalk.rules.atomicity;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT204: Several requests that miss the same cache entry all compute it.
public final class CacheStampede {
  private static final RuleId ID = new RuleId("CT204", "cache-stampede");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.LOW,
          "Several requests that miss the same cache entry all compute it.",
          true,
          CacheStampede::check);

  private CacheStampede() {}

  private static List<Match> check(Program program) {
    return RaceFinding.byWindow(ID, Windows.of(program, Shape.CACHE_FILL), CacheStampede::words);
  }

  private static RaceFinding.Words words(Hazard hazard) {
    return new RaceFinding.Words(
        Severity.LOW,
        "`%s` is looked up on line %s and filled here, %s; every request that misses in between does the work again"
            .formatted(
                hazard.place().display(), hazard.first().site().line(), Windows.across(hazard)),
        "Store the pending future before the await so that the others wait for it, or lock per"
            + " key.");
  }
}
