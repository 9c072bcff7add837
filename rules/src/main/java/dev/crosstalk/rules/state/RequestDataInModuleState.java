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

/// CT101: request data kept in a module variable or a variable of an enclosing function.
public final class RequestDataInModuleState {
  private static final RuleId ID = new RuleId("CT101", "request-data-in-module-state");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.CRITICAL,
          "A module variable carries data of one request to another.",
          true,
          RequestDataInModuleState::check);

  private RequestDataInModuleState() {}

  private static List<Match> check(Program program) {
    List<Hazard> leaks =
        Leaks.of(program).stream()
            .filter(hazard ->
                hazard.place().owner() == Owner.MODULE || hazard.place().owner() == Owner.CLOSURE)
            .toList();
    return RaceFinding.byPlace(
        ID,
        leaks,
        hazard ->
            Leaks.words(
                hazard,
                "Pass the value as an argument or through Depends(), or keep it in a ContextVar"
                    + " that is set for each request."));
  }
}
