package dev.crosstalk.rules.context;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.ContextFault;
import dev.crosstalk.python.effects.ContextFault.Kind;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT304: code on a thread that starts without the context reads a variable that the request has
/// set.
public final class ContextvarLostInExecutor {
  private static final RuleId ID = new RuleId("CT304", "contextvar-lost-in-executor");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "Code on a thread that starts without the context reads a variable that the request has"
              + " set.",
          true,
          ContextvarLostInExecutor::check);

  private ContextvarLostInExecutor() {}

  private static List<Match> check(Program program) {
    return ContextFinding.of(program, Kind.LOST_IN_THREAD).stream()
        .map(ContextvarLostInExecutor::match)
        .toList();
  }

  private static Match match(ContextFault fault) {
    return ContextFinding.match(
        ID,
        ContextFinding.lowered(Severity.MEDIUM, fault),
        fault,
        fault.use().site(),
        "`%s` is read on a %s, which starts without the context in which line %s set it"
            .formatted(fault.variable(), fault.where(), ContextFinding.setSite(fault).line()),
        "Use asyncio.to_thread, which copies the context, or run the function through"
            + " contextvars.copy_context().run.");
  }
}
