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

/// CT102: request data kept on an object that all requests share.
public final class RequestDataInSharedInstance {
  private static final RuleId ID = new RuleId("CT102", "request-data-in-shared-instance");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.CRITICAL,
          "An object that outlives the request carries data of one request to another.",
          true,
          RequestDataInSharedInstance::check);

  private RequestDataInSharedInstance() {}

  private static List<Match> check(Program program) {
    List<Hazard> leaks =
        Leaks.of(program).stream()
            .filter(hazard -> hazard.place().owner() == Owner.INSTANCE)
            .toList();
    return RaceFinding.byPlace(
        ID,
        leaks,
        hazard ->
            Leaks.words(
                hazard,
                "Pass the value as an argument, keep it on request.state, or make the object anew"
                    + " for each request with Depends(Class)."));
  }
}
