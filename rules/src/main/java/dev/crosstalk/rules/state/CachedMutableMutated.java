package dev.crosstalk.rules.state;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT109: an object that a cache hands out, changed by a request.
public final class CachedMutableMutated {
  private static final RuleId ID = new RuleId("CT109", "cached-mutable-mutated");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A cache hands out the object that it keeps; a request changes it for all others.",
          true,
          CachedMutableMutated::check);

  private CachedMutableMutated() {}

  private static List<Match> check(Program program) {
    return LookAlikes.find(
        ID,
        program,
        Owner.CACHE,
        "is the very object that the cache keeps",
        "Copy before you change (`dict(value)`, `copy.deepcopy(value)`), or let the cached function"
            + " return something immutable.");
  }
}
