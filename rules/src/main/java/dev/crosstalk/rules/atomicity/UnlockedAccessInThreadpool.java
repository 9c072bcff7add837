package dev.crosstalk.rules.atomicity;

import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Interpreter;
import dev.crosstalk.rules.race.Drawing;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;
import java.util.Optional;

/// CT207: a shared place is checked and changed on a pool thread without a lock, with no call in
/// between. Whether that can break depends on the Python that runs it.
public final class UnlockedAccessInThreadpool {
  private static final RuleId ID = new RuleId("CT207", "unlocked-access-in-threadpool");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.NOTE,
          "A shared place is checked and changed on a pool thread without a lock, with no call in"
              + " between.",
          true,
          UnlockedAccessInThreadpool::check);

  private UnlockedAccessInThreadpool() {}

  private static List<Match> check(Program program) {
    return Windows.of(program, Episode.Kind.INLINE_IN_THREADS).stream()
        .map(episode -> match(episode, program.interpreter().filter(Interpreter::switchesAnywhere)))
        .toList();
  }

  private static Match match(Episode episode, Optional<Interpreter> racy) {
    Access second = episode.second().orElseThrow();
    String hope =
        racy.map(python ->
                "Python %s, which %s names, may switch threads in between"
                    .formatted(python.version(), python.source()))
            .orElse("it holds only as long as no call comes in between");
    RaceFinding.Words words =
        new RaceFinding.Words(
            racy.isPresent() ? Severity.LOW : Severity.NOTE,
            "`%s` is checked on line %s and changed here in threads without a lock; %s"
                .formatted(episode.subject(), episode.first().site().line(), hope),
            "Hold one threading.Lock over both.");
    return Drawing.of(episode)
        .step("A", Kind.CHECK, episode.first(), "")
        .step("B", Kind.CHECK, episode.first(), "where threads are switched between bytecodes")
        .step("A", Kind.WRITE, second, "")
        .step("B", Kind.WRITE, second, "")
        .match(
            ID,
            second.site(),
            words,
            episode.place().orElseThrow().rootCause() + "\n" + second.site().key());
  }
}
