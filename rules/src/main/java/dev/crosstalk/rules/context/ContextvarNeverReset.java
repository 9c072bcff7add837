package dev.crosstalk.rules.context;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextFault.Kind;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT306: a loop that handles messages sets a context variable and the next message inherits it.
public final class ContextvarNeverReset {
  private static final RuleId ID = new RuleId("CT306", "contextvar-never-reset");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A loop that handles messages sets a context variable and the next message inherits it.",
          true,
          ContextvarNeverReset::check);

  private ContextvarNeverReset() {}

  private static List<Match> check(Program program) {
    return ContextFinding.of(program, Kind.INHERITED).stream()
        .map(ContextvarNeverReset::match)
        .toList();
  }

  /// All messages of a WebSocket come from one client.
  private static Severity severity(ContextFault fault) {
    boolean oneClient = fault.origins().stream().allMatch(origin -> origin.startsWith("WS "));
    return oneClient ? Severity.LOW : ContextFinding.lowered(Severity.HIGH, fault);
  }

  private static Match match(ContextFault fault) {
    return ContextFinding.match(
        ID,
        severity(fault),
        fault,
        ContextFinding.setSite(fault),
        "`%s` is set for one message and not reset; `%s` reads it on line %s for the next one"
            .formatted(fault.variable(), fault.use().site().symbol(), fault.use().site().line()),
        "Set it for every message before anything reads it, or reset it in a finally at the end of"
            + " the iteration.");
  }
}
