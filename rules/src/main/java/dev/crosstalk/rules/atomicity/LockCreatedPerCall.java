package dev.crosstalk.rules.atomicity;

import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.rules.race.Drawing;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT208: A lock is made by the call that takes it, so nobody else ever waits for it.
public final class LockCreatedPerCall {
  private static final RuleId ID = new RuleId("CT208", "lock-created-per-call");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A lock is made by the call that takes it, so nobody else ever waits for it.",
          true,
          LockCreatedPerCall::check);

  private LockCreatedPerCall() {}

  private static List<Match> check(Program program) {
    return Windows.of(program, Episode.Kind.LOCK_OF_ONE_CALL).stream()
        .map(episode -> match(program, episode))
        .toList();
  }

  private static Match match(Program program, Episode episode) {
    RaceFinding.Words words =
        new RaceFinding.Words(
            Severity.HIGH,
            "`%s` is a new lock in each call: two requests hold one each and are in the section together"
                .formatted(episode.subject()),
            "Make the lock once, where the state that it guards lives.");
    return Drawing.of(episode)
        .step("A", Kind.LOCK, episode.first(), "A's own lock")
        .pause("A")
        .step("B", Kind.LOCK, episode.first(), "B's own lock: it is free")
        .note("B", "is in the section while A is", episode.first().site())
        .match(ID, episode.first().site(), words, Windows.rootCause(program, episode));
  }
}
