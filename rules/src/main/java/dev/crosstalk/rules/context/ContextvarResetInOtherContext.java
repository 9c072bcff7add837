package dev.crosstalk.rules.context;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextFault.Kind;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT303: a token is given back in another context, or an error after the yield skips the reset.
public final class ContextvarResetInOtherContext {
  private static final RuleId ID = new RuleId("CT303", "contextvar-reset-in-other-context");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A token is given back in another context, or an error after the yield skips the reset.",
          true,
          ContextvarResetInOtherContext::check);

  private ContextvarResetInOtherContext() {}

  private static List<Match> check(Program program) {
    return ContextFinding.of(program, Kind.RESET_ELSEWHERE, Kind.RESET_SKIPPED_BY_ERROR).stream()
        .map(ContextvarResetInOtherContext::match)
        .toList();
  }

  private static Match match(ContextFault fault) {
    int line = ContextFinding.setSite(fault).line();
    if (fault.kind() == Kind.RESET_ELSEWHERE) {
      return ContextFinding.match(
          ID,
          ContextFinding.lowered(Severity.HIGH, fault),
          fault,
          fault.use().site(),
          "the token of `%s` from line %s is given back in another context (%s): that raises ValueError"
              .formatted(fault.variable(), line, fault.where()),
          "Make the generator async def: both halves then run in the task of the request.");
    }
    return ContextFinding.match(
        ID,
        Severity.LOW,
        fault,
        fault.use().site(),
        "an error at the yield skips this reset: `%s` keeps the value of line %s in this context"
            .formatted(fault.variable(), line),
        "Put the yield in a try and the reset in its finally.");
  }
}
