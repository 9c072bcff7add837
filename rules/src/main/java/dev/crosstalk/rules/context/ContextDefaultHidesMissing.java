package dev.crosstalk.rules.context;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextFault.Kind;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT309: the default of a context variable that was not set decides what a query returns.
public final class ContextDefaultHidesMissing {
  private static final RuleId ID = new RuleId("CT309", "context-default-hides-missing");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "The default of a context variable that was not set decides what a query returns.",
          true,
          ContextDefaultHidesMissing::check);

  private ContextDefaultHidesMissing() {}

  private static List<Match> check(Program program) {
    return ContextFinding.of(program, Kind.DEFAULT_IN_QUERY, Kind.FILTER_LEFT_OUT).stream()
        .map(ContextDefaultHidesMissing::match)
        .toList();
  }

  private static Match match(ContextFault fault) {
    String message =
        fault.kind() == Kind.FILTER_LEFT_OUT
            ? "where nobody set `%s`, its default None leaves this filter out and the query returns"
                + " everybody's rows"
            : "where nobody set `%s`, its default None goes into this filter instead of an error";
    return ContextFinding.match(
        ID,
        Severity.MEDIUM,
        fault,
        fault.use().site(),
        message.formatted(fault.variable()),
        "Give the variable no default and let get() raise, or refuse None before the query.");
  }
}
