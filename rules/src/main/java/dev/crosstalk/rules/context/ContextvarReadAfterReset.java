package dev.crosstalk.rules.context;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextFault.Kind;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT305: a streamed body or background work reads a context variable that was already reset.
public final class ContextvarReadAfterReset {
  private static final RuleId ID = new RuleId("CT305", "contextvar-read-after-reset");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "A streamed body or background work reads a context variable that was already reset.",
          true,
          ContextvarReadAfterReset::check);

  private ContextvarReadAfterReset() {}

  private static List<Match> check(Program program) {
    return ContextFinding.of(program, Kind.READ_AFTER_RESET).stream()
        .map(ContextvarReadAfterReset::match)
        .toList();
  }

  private static Match match(ContextFault fault) {
    return ContextFinding.match(
        ID,
        ContextFinding.lowered(Severity.MEDIUM, fault),
        fault,
        fault.use().site(),
        "`%s` is read after the handler; what line %s set was reset before that"
            .formatted(fault.variable(), ContextFinding.setSite(fault).line()),
        "Read the variable before the response is made and hand the value to the work as an"
            + " argument.");
  }
}
