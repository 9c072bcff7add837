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
    if (history.ending() != History.Ending.COMPLETE) {
      return Optional.empty();
    }
    SharedUse use = new SharedUse(history);
    if (!history.answersAreForeign()) {
      return database(history, use);
    }
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

  /// The answers are legal, but the database ends with a value that no serial order leaves.
  private static Optional<Finding> database(History history, SharedUse use) {
    Optional<String> cell =
        history.foreignState().stream().filter(path -> path.startsWith("table ")).findFirst();
    if (cell.isEmpty()) {
      return Optional.empty();
    }
    String table = cell.get().split("\\[", 2)[0];
    Set<String> shown =
        use.locations().contains(table) ? Set.of(table) : new LinkedHashSet<>(use.locations());
    Optional<Event> last =
        use.of(table).stream().filter(SharedUse::writes).reduce((first, second) -> second);
    String serial =
        history.serial().stream()
            .map(one -> one.state().getOrDefault(cell.get(), "nothing"))
            .distinct()
            .collect(Collectors.joining(" or "));
    return Optional.of(
        Verdicts.finding(
            RULE,
            Severity.HIGH,
            "The database ends with %s in `%s`; one after the other, in any order, the requests leave %s."
                .formatted(history.state().getOrDefault(cell.get(), "nothing"), cell.get(), serial),
            "Let the database compute the new value in one statement, lock the row before it is"
                + " read, or use a version column.",
            history,
            use,
            last,
            Optional.of(table),
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
