package dev.crosstalk.rules.state;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT104: a mutable default argument that requests change.
public final class MutableDefaultShared {
  private static final RuleId ID = new RuleId("CT104", "mutable-default-shared");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A mutable default is made once; what one request puts in, the next one finds.",
          true,
          MutableDefaultShared::check);

  private MutableDefaultShared() {}

  private static List<Match> check(Program program) {
    return LookAlikes.find(
        ID,
        program,
        Owner.DEFAULT_ARGUMENT,
        "is the default of a parameter, made once and one for all calls",
        "Take None as the default and make the object inside the function.");
  }
}
