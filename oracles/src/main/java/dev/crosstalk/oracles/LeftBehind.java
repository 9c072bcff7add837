package dev.crosstalk.oracles;

import dev.crosstalk.history.Answer;
import dev.crosstalk.history.Event;
import dev.crosstalk.history.Event.Kind;
import dev.crosstalk.history.History;
import dev.crosstalk.history.History.Serial;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A client leaves, and what its request held is never given back, or half of what it changes
/// stays. Measured by two kinds of executions: with the whole request, and without it. Work that
/// was cut off somewhere in between, as a count of bytes sent, is no fault.
final class LeftBehind implements Oracle {
  static final RuleId RULE = new RuleId("CT009", "left-behind-by-disconnect");

  @Override
  public Optional<Finding> judge(History history) {
    if (history.leaver().isEmpty()) {
      return Optional.empty();
    }
    String leaver = history.leaver().get();
    if (history.ending() == History.Ending.DEADLOCK) {
      return history.stuck().stream()
          .filter(stuck -> !stuck.lane().equals(leaver))
          .findFirst()
          .map(stuck ->
              finding(
                  history,
                  leaver,
                  Severity.HIGH,
                  "Request %s waits for ever%s after the client of request %s has left: what %s holds is never given back."
                      .formatted(
                          stuck.lane(),
                          stuck
                              .path()
                              .map(path -> " at %s:%d".formatted(path, stuck.line()))
                              .orElse(""),
                          leaver,
                          leaver),
                  Optional.empty()));
    }
    for (Answer answer : history.answers()) {
      if (!answer.lane().equals(leaver)
          && refused(answer)
          && history.serial().stream()
              .flatMap(one -> one.answers().stream())
              .noneMatch(other -> other.lane().equals(answer.lane()) && refused(other))) {
        return Optional.of(
            finding(
                history,
                leaver,
                Severity.HIGH,
                "Request %s is refused (%s) because the client of request %s has left; it is not when %s runs to its end or was never sent."
                    .formatted(answer.lane(), answer.summary(), leaver, leaver),
                Optional.empty()));
      }
    }
    return half(history, leaver);
  }

  private static boolean refused(Answer answer) {
    return answer.failed() || answer.status().orElse(500) >= 400;
  }

  private static Optional<Finding> half(History history, String leaver) {
    Optional<Serial> done =
        history.serial().stream().filter(one -> one.order().contains(leaver)).findFirst();
    Optional<Serial> never =
        history.serial().stream().filter(one -> !one.order().contains(leaver)).findFirst();
    if (done.isEmpty() || never.isEmpty()) {
      return Optional.empty();
    }
    Set<String> paths = new HashSet<>(done.get().state().keySet());
    paths.addAll(never.get().state().keySet());
    List<String> asDone = new ArrayList<>();
    List<String> asNever = new ArrayList<>();
    for (String path : paths.stream().sorted().toList()) {
      String with = done.get().state().get(path);
      String without = never.get().state().get(path);
      String now = history.state().get(path);
      if (Objects.equals(with, without) || path.startsWith("len(")) {
        continue;
      }
      if (Objects.equals(now, with)) {
        asDone.add(path);
      } else if (Objects.equals(now, without)) {
        asNever.add(path);
      } else {
        return Optional.empty();
      }
    }
    if (asDone.isEmpty() || asNever.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        finding(
            history,
            leaver,
            Severity.MEDIUM,
            "The client of request %s left, and half of what the request changes stays: `%s` is as after it, `%s` as if it had never been sent."
                .formatted(leaver, asDone.getFirst(), asNever.getFirst()),
            Optional.of(asDone.getFirst())));
  }

  private static Finding finding(
      History history, String leaver, Severity severity, String message, Optional<String> place) {
    SharedUse use = new SharedUse(history);
    Set<String> shown = new HashSet<>(use.locations());
    place.ifPresent(shown::add);
    Optional<Event> decisive =
        history.events().stream()
            .filter(event -> event.kind() == Kind.READ && !event.lane().equals(leaver))
            .filter(event ->
                use.writerOf(event).map(writer -> writer.lane().equals(leaver)).orElse(false))
            .filter(event -> place.isEmpty() || event.location().equals(place))
            .findFirst()
            .or(() -> lastBeforeLeaving(history, leaver));
    return Verdicts.finding(
        RULE,
        severity,
        message,
        "Give back what the request holds in a finally block or a context manager: a client that"
            + " leaves cancels a streamed answer at its await.",
        history,
        use,
        decisive,
        place.or(() -> decisive.flatMap(Event::location)),
        shown);
  }

  /// Where the request stood in the source when its client left.
  private static Optional<Event> lastBeforeLeaving(History history, String leaver) {
    Optional<Event> last = Optional.empty();
    for (Event event : history.events()) {
      if (event.kind() == Kind.LEAVE) {
        break;
      }
      if (event.lane().equals(leaver) && event.path().isPresent()) {
        last = Optional.of(event);
      }
    }
    return last;
  }
}
