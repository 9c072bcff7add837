package dev.crosstalk.rules.state;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT107: a setting of the whole process changed for one request.
public final class ProcessWideSettingMutated {
  private static final RuleId ID = new RuleId("CT107", "process-wide-setting-mutated");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A setting of the whole process is changed for one request and holds for all others.",
          true,
          ProcessWideSettingMutated::check);

  private ProcessWideSettingMutated() {}

  private static List<Match> check(Program program) {
    return RaceFinding.byChange(
        ID, Leaks.in(program, Owner.PROCESS), ProcessWideSettingMutated::words);
  }

  private static RaceFinding.Words words(Hazard hazard) {
    String place = hazard.place().display();
    return new RaceFinding.Words(
        place.endsWith("seed") ? Severity.MEDIUM : Severity.HIGH,
        "`%s` is set here for one request and holds for the whole process %s: requests that run meanwhile go on under each other's value"
            .formatted(place, Leaks.across(hazard)),
        "Give the value to the call or client that needs it; for code that only reads the process's"
            + " setting, run it in a process of its own.");
  }
}
