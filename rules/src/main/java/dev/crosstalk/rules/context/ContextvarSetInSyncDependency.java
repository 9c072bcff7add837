package dev.crosstalk.rules.context;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextFault.Kind;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT302: a def dependency sets a context variable in the copy of its pool thread, where nobody
/// sees it.
public final class ContextvarSetInSyncDependency {
  private static final RuleId ID = new RuleId("CT302", "contextvar-set-in-sync-dependency");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A def dependency sets a context variable in the copy of its pool thread, where nobody"
              + " sees it.",
          true,
          ContextvarSetInSyncDependency::check);

  private ContextvarSetInSyncDependency() {}

  private static List<Match> check(Program program) {
    return ContextFinding.of(program, Kind.SET_IN_POOL_CALL).stream()
        .map(ContextvarSetInSyncDependency::match)
        .toList();
  }

  private static Match match(ContextFault fault) {
    return ContextFinding.match(
        ID,
        ContextFinding.lowered(Severity.HIGH, fault),
        fault,
        ContextFinding.setSite(fault),
        "`%s` is set on the %s, in a copy of the context that ends with the call; `%s` reads it on line %s and does not see that"
            .formatted(
                fault.variable(),
                fault.where(),
                fault.use().site().symbol(),
                fault.use().site().line()),
        "Make the dependency async def: it then runs in the task of the request. Or return the"
            + " value instead of setting it.");
  }
}
