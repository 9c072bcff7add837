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

/// CT202: A value is read, changed and written back with a suspension in between.
public final class ReadModifyWriteAcrossAwait {
  private static final RuleId ID = new RuleId("CT202", "read-modify-write-across-await");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A value is read, changed and written back with a suspension in between.",
          true,
          ReadModifyWriteAcrossAwait::check);

  private ReadModifyWriteAcrossAwait() {}

  private static List<Match> check(Program program) {
    return RaceFinding.byWindow(
        ID, Windows.of(program, Shape.READ_MODIFY_WRITE), hazard -> words(program, hazard));
  }

  private static RaceFinding.Words words(Program program, Hazard hazard) {
    return new RaceFinding.Words(
        hazard.confidence() == Confidence.LOW ? Severity.MEDIUM : Severity.HIGH,
        "`%s` is read on line %s and written back here, %s; an update that another request makes in between is lost"
                .formatted(
                    hazard.place().display(), hazard.first().site().line(), Windows.across(hazard))
            + Windows.note(program, hazard),
        "Await first and then read, change and write in one step, or hold one asyncio.Lock over the"
            + " three.");
  }
}
