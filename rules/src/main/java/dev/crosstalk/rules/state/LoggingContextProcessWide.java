package dev.crosstalk.rules.state;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT110: a logging context of one request bound to something that all requests log through.
public final class LoggingContextProcessWide {
  private static final RuleId ID = new RuleId("CT110", "logging-context-process-wide");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.MEDIUM,
          "A log context of one request is bound to a logger, filter or thread that all requests"
              + " share.",
          true,
          LoggingContextProcessWide::check);

  private LoggingContextProcessWide() {}

  private static List<Match> check(Program program) {
    return RaceFinding.byChange(
        ID, Leaks.in(program, Owner.LOGGING), LoggingContextProcessWide::words);
  }

  private static RaceFinding.Words words(Hazard hazard) {
    return new RaceFinding.Words(
        Severity.MEDIUM,
        "`%s` takes %s, and everything that is logged from here on, by other requests as well, carries it"
            .formatted(hazard.place().display(), Leaks.valueOf(hazard)),
        "Bind it to this request: structlog.contextvars, loguru's `contextualize`, or a filter that"
            + " is added once and reads a ContextVar.");
  }
}
