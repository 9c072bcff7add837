package dev.crosstalk.oracles;

import dev.crosstalk.history.Answer;
import dev.crosstalk.history.Event;
import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// A request fails that never fails when the requests come one after the other.
final class ErrorOnlyUnderConcurrency implements Oracle {
  static final RuleId RULE = new RuleId("CT006", "error-only-under-concurrency");

  @Override
  public Optional<Finding> judge(History history) {
    if (history.ending() != History.Ending.COMPLETE) {
      return Optional.empty();
    }
    return history.answers().stream()
        .filter(Answer::failed)
        .filter(answer -> !failsSerially(history, answer.lane()))
        .findFirst()
        .map(answer -> finding(history, answer));
  }

  private static boolean failsSerially(History history, String lane) {
    return history.serial().stream()
        .flatMap(one -> one.answers().stream())
        .anyMatch(answer -> answer.lane().equals(lane) && answer.failed());
  }

  private static Finding finding(History history, Answer answer) {
    SharedUse use = new SharedUse(history);
    Set<String> shown = new LinkedHashSet<>(use.locations());
    Optional<Event> last =
        history.events().stream()
            .filter(event -> event.lane().equals(answer.lane()) && event.path().isPresent())
            .filter(event -> event.location().map(shown::contains).orElse(false))
            .reduce((first, second) -> second);
    return Verdicts.finding(
        RULE,
        Severity.MEDIUM,
        "Request %s fails (%s) only when the other runs at the same time."
            .formatted(answer.lane(), answer.summary()),
        "Guard the shared state that both requests use, or retry what the database refuses.",
        history,
        use,
        last,
        last.flatMap(Event::location),
        shown);
  }
}
