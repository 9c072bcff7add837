package dev.crosstalk.rules.atomicity;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT201: A check and the act that depends on it are separated by a suspension.
public final class CheckThenActAcrossAwait {
  private static final RuleId ID = new RuleId("CT201", "check-then-act-across-await");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A check and the act that depends on it are separated by a suspension.",
          true,
          CheckThenActAcrossAwait::check);

  private CheckThenActAcrossAwait() {}

  private static List<Match> check(Program program) {
    return RaceFinding.byWindow(
        ID, Windows.of(program, Shape.CHECK_THEN_ACT), hazard -> words(program, hazard));
  }

  private static RaceFinding.Words words(Program program, Hazard hazard) {
    return new RaceFinding.Words(
        hazard.lateChange() == Hazard.Change.REMOVE || hazard.confidence() == Confidence.LOW
            ? Severity.MEDIUM
            : Severity.HIGH,
        "`%s` is checked on line %s and changed here, %s; another request passes the same check in between"
                .formatted(
                    hazard.place().display(), hazard.first().site().line(), Windows.across(hazard))
            + Windows.note(program, hazard),
        "Act in the same step as the check, check again after the await, or hold one asyncio.Lock"
            + " over both.");
  }
}
