package dev.crosstalk.rules.context;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextFault.Kind;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT310: an attribute of `request.state` is read on a path on which nothing has stored it.
public final class RequestStateReadWhereNotSet {
  private static final RuleId ID = new RuleId("CT310", "request-state-read-where-not-set");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "An attribute of request.state is read on a path on which nothing has stored it.",
          true,
          RequestStateReadWhereNotSet::check);

  private RequestStateReadWhereNotSet() {}

  private static List<Match> check(Program program) {
    return ContextFinding.of(program, Kind.STATE_NOT_SET).stream()
        .map(RequestStateReadWhereNotSet::match)
        .toList();
  }

  private static Match match(ContextFault fault) {
    return ContextFinding.match(
        ID,
        Severity.MEDIUM,
        fault,
        fault.use().site(),
        "`%s` is read on the path of %s, on which nothing has stored it"
            .formatted(fault.variable(), fault.origins().getFirst()),
        "Store it in a middleware or dependency of every route that reads it; a default would hide"
            + " that it is missing.");
  }
}
