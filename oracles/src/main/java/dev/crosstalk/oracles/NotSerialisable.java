package dev.crosstalk.oracles;

import dev.crosstalk.history.Event;
import dev.crosstalk.history.Event.Kind;
import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The answers together are those of no serial order: the general case, told when no other oracle
/// names it better.
final class NotSerialisable implements Oracle {
  static final RuleId RULE = new RuleId("CT002", "outcome-not-serialisable");

  @Override
  public Optional<Finding> judge(History history) {
    if (history.ending() != History.Ending.COMPLETE || !history.answersAreForeign()) {
      return Optional.empty();
    }
    SharedUse use = new SharedUse(history);
    Optional<Event> stale = staleCheck(history, use);
    Optional<String> location = stale.flatMap(Event::location);
    Set<String> shown = location.map(Set::of).orElseGet(() -> new LinkedHashSet<>(use.locations()));
    String got =
        history.answers().stream()
            .map(answer -> answer.lane() + ": " + answer.summary())
            .collect(Collectors.joining("; "));
    String through =
        location
            .map(name -> " `%s` changed between the look at it and the act.".formatted(name))
            .orElse("");
    return Optional.of(
        Verdicts.finding(
            RULE,
            Severity.HIGH,
            "No order of the requests one after the other gives these answers together: %s.%s"
                .formatted(got, through),
            "Look and act without giving control away in between, guard both with one lock, or let"
                + " the database decide in one statement.",
            history,
            use,
            stale,
            location,
            shown));
  }

  /// A read after which another lane wrote the place before the reader acted on it.
  private static Optional<Event> staleCheck(History history, SharedUse use) {
    for (String location : use.locations()) {
      List<Event> events = use.of(location);
      for (Event read : events) {
        if (read.kind() == Kind.READ && isStale(read, events)) {
          return Optional.of(read);
        }
      }
    }
    return history.events().stream()
        .filter(event -> event.kind() == Kind.SQL)
        .filter(event -> use.locations().contains(event.location().orElse("")))
        .findFirst();
  }

  private static boolean isStale(Event read, List<Event> events) {
    Optional<Event> own =
        events.stream()
            .filter(event -> event.kind() == Kind.WRITE && event.lane().equals(read.lane()))
            .filter(event -> event.sequence() > read.sequence())
            .findFirst();
    return own.isPresent()
        && events.stream()
            .filter(event -> event.kind() == Kind.WRITE && !event.lane().equals(read.lane()))
            .anyMatch(event ->
                event.sequence() > read.sequence() && event.sequence() < own.get().sequence());
  }
}
