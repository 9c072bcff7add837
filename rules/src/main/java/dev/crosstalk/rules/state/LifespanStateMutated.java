package dev.crosstalk.rules.state;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT108: an object inside lifespan state changed for one request.
public final class LifespanStateMutated {
  private static final RuleId ID = new RuleId("CT108", "lifespan-state-mutated");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "What lifespan state holds is one for all requests: only the outermost level is copied.",
          true,
          LifespanStateMutated::check);

  private LifespanStateMutated() {}

  private static List<Match> check(Program program) {
    return LookAlikes.find(
        ID,
        program,
        Owner.LIFESPAN,
        "is held by lifespan state, of which each request gets a shallow copy only",
        "Set a new object on request.state for this request, and leave what the lifespan made"
            + " unchanged.");
  }
}
