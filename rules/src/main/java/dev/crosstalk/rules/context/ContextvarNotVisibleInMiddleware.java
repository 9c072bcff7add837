package dev.crosstalk.rules.context;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextFault.Kind;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT301: a middleware reads after call_next what only the child task of call_next has set.
public final class ContextvarNotVisibleInMiddleware {
  private static final RuleId ID = new RuleId("CT301", "contextvar-not-visible-in-middleware");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A middleware reads after call_next what only the child task of call_next has set.",
          true,
          ContextvarNotVisibleInMiddleware::check);

  private ContextvarNotVisibleInMiddleware() {}

  private static List<Match> check(Program program) {
    return ContextFinding.of(program, Kind.SET_INSIDE_READ_OUTSIDE).stream()
        .map(ContextvarNotVisibleInMiddleware::match)
        .toList();
  }

  private static Match match(ContextFault fault) {
    return ContextFinding.match(
        ID,
        ContextFinding.lowered(Severity.HIGH, fault),
        fault,
        fault.use().site(),
        "`%s` is set by `%s` inside of call_next, in a child task with a copy of the context; this read outside of it does not see that"
            .formatted(fault.variable(), ContextFinding.setSite(fault).symbol()),
        "Hand the value out through request.state, or write the middleware as a pure ASGI class,"
            + " which runs the application in its own task.");
  }
}
