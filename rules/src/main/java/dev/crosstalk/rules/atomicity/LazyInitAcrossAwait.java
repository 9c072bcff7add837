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

/// CT203: A shared object is made on first use with a suspension between test and store.
public final class LazyInitAcrossAwait {
  private static final RuleId ID = new RuleId("CT203", "lazy-init-across-await");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "A shared object is made on first use with a suspension between test and store.",
          true,
          LazyInitAcrossAwait::check);

  private LazyInitAcrossAwait() {}

  private static List<Match> check(Program program) {
    return RaceFinding.byWindow(
        ID, Windows.of(program, Shape.LAZY_INIT), LazyInitAcrossAwait::words);
  }

  private static RaceFinding.Words words(Hazard hazard) {
    return new RaceFinding.Words(
        Severity.MEDIUM,
        "`%s` is tested on line %s and filled here, %s; two first requests make it twice"
            .formatted(
                hazard.place().display(), hazard.first().site().line(), Windows.across(hazard)),
        "Make it at start-up (lifespan), or hold one asyncio.Lock over test and store and test"
            + " again inside.");
  }
}
