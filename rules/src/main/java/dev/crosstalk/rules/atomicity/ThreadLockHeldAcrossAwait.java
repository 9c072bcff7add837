package dev.crosstalk.rules.atomicity;

import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.rules.race.Drawing;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT209: A lock that blocks its thread is held while the event loop runs other requests.
public final class ThreadLockHeldAcrossAwait {
  private static final RuleId ID = new RuleId("CT209", "thread-lock-held-across-await");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A lock that blocks its thread is held while the event loop runs other requests.",
          true,
          ThreadLockHeldAcrossAwait::check);

  private ThreadLockHeldAcrossAwait() {}

  private static List<Match> check(Program program) {
    return Windows.of(program, Episode.Kind.BLOCKING_LOCK_HELD).stream()
        .map(ThreadLockHeldAcrossAwait::match)
        .toList();
  }

  private static Match match(Episode episode) {
    Pause pause = episode.pause().orElseThrow();
    RaceFinding.Words words =
        new RaceFinding.Words(
            Severity.HIGH,
            "`%s` blocks the thread of the event loop for everybody who waits for it, and is held across the suspension on line %s"
                .formatted(episode.subject(), pause.site().line()),
            "Hold it only between two awaits, or use an asyncio.Lock with `async with`.");
    return Drawing.of(episode)
        .step("A", Kind.LOCK, episode.first(), "")
        .pause("A")
        .step("B", Kind.LOCK, episode.first(), "blocks the thread that runs the event loop")
        .note(
            "A",
            "cannot go on and give the lock back: the thread that would run it waits for the lock",
            pause.site())
        .match(ID, episode.first().site(), words, ID.code() + episode.first().site().key());
  }
}
