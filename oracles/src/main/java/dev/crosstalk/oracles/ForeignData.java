package dev.crosstalk.oracles;

import dev.crosstalk.history.Answer;
import dev.crosstalk.history.Event;
import dev.crosstalk.history.Event.Kind;
import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A response holds what, serially, only another request ever gets.
final class ForeignData implements Oracle {
  static final RuleId RULE = new RuleId("CT001", "foreign-data-in-response");

  private record Leak(String lane, String owner, String part, String value) {}

  @Override
  public Optional<Finding> judge(History history) {
    if (!history.answersAreForeign()) {
      return Optional.empty();
    }
    SharedUse use = new SharedUse(history);
    return history.answers().stream()
        .flatMap(answer -> leak(history, answer).stream())
        .findFirst()
        .map(leak -> finding(history, use, leak));
  }

  private static Optional<Leak> leak(History history, Answer answer) {
    Set<String> own = new HashSet<>();
    for (History.Serial one : history.serial()) {
      one.answers().stream()
          .filter(other -> other.lane().equals(answer.lane()))
          .forEach(other -> own.addAll(other.parts().values()));
    }
    for (Map.Entry<String, String> part : answer.parts().entrySet()) {
      if (own.contains(part.getValue()) || part.getValue().length() < 3) {
        continue;
      }
      Optional<String> owner = owner(history, answer.lane(), part);
      if (owner.isPresent()) {
        return Optional.of(new Leak(answer.lane(), owner.get(), part.getKey(), part.getValue()));
      }
    }
    return Optional.empty();
  }

  /// The lane that gets the value in the same part of its answer in every serial order.
  private static Optional<String> owner(
      History history, String lane, Map.Entry<String, String> part) {
    return history.answers().stream()
        .map(Answer::lane)
        .filter(other -> !other.equals(lane))
        .filter(other ->
            history.serial().stream()
                .allMatch(one ->
                    one.answers().stream()
                        .filter(answer -> answer.lane().equals(other))
                        .anyMatch(
                            answer -> part.getValue().equals(answer.parts().get(part.getKey())))))
        .findFirst();
  }

  private static Finding finding(History history, SharedUse use, Leak leak) {
    Optional<Event> read =
        history.events().stream()
            .filter(event -> event.kind() == Kind.READ && event.lane().equals(leak.lane()))
            .filter(event -> use.locations().contains(event.location().orElse("")))
            .filter(event ->
                use.writerOf(event).map(writer -> writer.lane().equals(leak.owner())).orElse(false))
            .findFirst();
    Optional<String> location = read.flatMap(Event::location);
    Set<String> shown = location.map(Set::of).orElseGet(() -> new LinkedHashSet<>(use.locations()));
    String part = leak.part().isEmpty() ? "body" : leak.part();
    String through =
        location
            .map(name -> " It read `%s` after request %s wrote it.".formatted(name, leak.owner()))
            .orElse("");
    return Verdicts.finding(
        RULE,
        Severity.CRITICAL,
        "Request %s got %s in `%s`, which belongs to request %s.%s"
            .formatted(leak.lane(), leak.value(), part, leak.owner(), through),
        "Keep the data of a request in its own variables, pass it on as an argument, or use a"
            + " ContextVar that the same task sets and reads.",
        history,
        use,
        read,
        location,
        shown);
  }
}
