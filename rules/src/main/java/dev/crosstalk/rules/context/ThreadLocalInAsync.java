package dev.crosstalk.rules.context;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.state.Leaks;
import java.util.List;

/// CT308: a thread-local as request context on an event loop, where all requests share one thread.
public final class ThreadLocalInAsync {
  private static final RuleId ID = new RuleId("CT308", "thread-local-in-async");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.CRITICAL,
          "A thread-local carries data of one request to another: they share the loop's thread.",
          true,
          ThreadLocalInAsync::check);

  private ThreadLocalInAsync() {}

  private static List<Match> check(Program program) {
    List<Hazard> leaks =
        Leaks.of(program).stream()
            .filter(hazard -> hazard.place().owner() == Owner.THREAD_LOCAL)
            .filter(hazard ->
                hazard.pause().map(Pause::how).orElse(Pause.How.PREEMPTION) == Pause.How.AWAIT)
            .toList();
    return RaceFinding.byPlace(
        ID,
        leaks,
        hazard ->
            Leaks.words(
                hazard, "Use a ContextVar: each request has its own context, not its own thread."));
  }
}
