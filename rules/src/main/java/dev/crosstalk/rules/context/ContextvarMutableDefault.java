package dev.crosstalk.rules.context;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextFault.Kind;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT307: the mutable default of a context variable is changed: it is one object for all requests.
public final class ContextvarMutableDefault {
  private static final RuleId ID = new RuleId("CT307", "contextvar-mutable-default");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "The mutable default of a context variable is changed: it is one object for all"
              + " requests.",
          true,
          ContextvarMutableDefault::check);

  private ContextvarMutableDefault() {}

  private static List<Match> check(Program program) {
    return ContextFinding.of(program, Kind.DEFAULT_CHANGED).stream()
        .map(ContextvarMutableDefault::match)
        .toList();
  }

  private static Match match(ContextFault fault) {
    return ContextFinding.match(
        ID,
        ContextFinding.lowered(Severity.HIGH, fault),
        fault,
        fault.definition().orElse(fault.use().site()),
        "the default of `%s` is one object for all contexts, and `%s` changes it on line %s"
            .formatted(fault.variable(), fault.use().site().symbol(), fault.use().site().line()),
        "Give it no default, or None, and set a new object for each request.");
  }
}
