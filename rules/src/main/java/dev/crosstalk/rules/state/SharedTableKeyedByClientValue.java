package dev.crosstalk.rules.state;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT111: waiting callers in one table under a key that the client chooses.
public final class SharedTableKeyedByClientValue {
  private static final RuleId ID = new RuleId("CT111", "shared-table-keyed-by-client-value");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.CRITICAL,
          "Waiting callers are found by a key that the client chooses: equal keys swap the"
              + " answers.",
          true,
          SharedTableKeyedByClientValue::check);

  private SharedTableKeyedByClientValue() {}

  private static List<Match> check(Program program) {
    List<Hazard> tables =
        program.hazards().stream().filter(hazard -> hazard.shape() == Shape.CHOSEN_KEY).toList();
    return RaceFinding.byChange(ID, tables, SharedTableKeyedByClientValue::words);
  }

  private static RaceFinding.Words words(Hazard hazard) {
    return new RaceFinding.Words(
        Severity.CRITICAL,
        "`%s` holds who waits for an answer, under a key that the client chose; a second client with the same key replaces the first, and line %s answers the wrong one"
            .formatted(hazard.place().display(), hazard.second().site().line()),
        "Key the table by something of your own (`uuid4()`), or by the caller's identity together"
            + " with the client's value.");
  }
}
