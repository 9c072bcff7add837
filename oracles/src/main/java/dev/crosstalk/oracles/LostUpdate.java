package dev.crosstalk.oracles;

import dev.crosstalk.history.Event;
import dev.crosstalk.history.Event.Kind;
import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A lane reads a place, another writes it, and the first one writes over that without having read
/// it again.
final class LostUpdate implements Oracle {
  static final RuleId RULE = new RuleId("CT003", "lost-update");

  private record Loss(Event read, Event lost, Event write) {}

  @Override
  public Optional<Finding> judge(History history) {
    List<String> foreign = history.foreignState();
    boolean answers = history.answersAreForeign();
    if (!answers && foreign.isEmpty()) {
      return Optional.empty();
    }
    SharedUse use = new SharedUse(history);
    for (String location : use.locations()) {
      // With legal answers only the memory that ends wrong is a fault.
      if (answers || foreign.stream().anyMatch(path -> path.contains(location))) {
        Optional<Loss> loss = loss(use.of(location));
        if (loss.isPresent()) {
          return loss.map(found -> finding(history, use, location, found));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Loss> loss(List<Event> events) {
    Map<String, Event> lastRead = new HashMap<>();
    for (Event event : events) {
      if (event.kind() == Kind.READ) {
        lastRead.put(event.lane(), event);
      } else if (event.kind() == Kind.WRITE) {
        Event read = lastRead.remove(event.lane());
        if (read != null) {
          Optional<Event> between =
              events.stream()
                  .filter(other -> other.kind() == Kind.WRITE)
                  .filter(other -> !other.lane().equals(event.lane()))
                  .filter(other ->
                      other.sequence() > read.sequence() && other.sequence() < event.sequence())
                  .reduce((first, second) -> second);
          if (between.isPresent()) {
            return Optional.of(new Loss(read, between.get(), event));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Finding finding(History history, SharedUse use, String location, Loss loss) {
    return Verdicts.finding(
        RULE,
        Severity.HIGH,
        "Request %s overwrote `%s` with %s, computed from a value it had read before request %s wrote %s: that update is lost."
            .formatted(
                loss.write().lane(),
                location,
                loss.write().value().orElse("a value"),
                loss.lost().lane(),
                loss.lost().value().orElse("it")),
        "Read and write without giving control away in between, or guard both with one lock.",
        history,
        use,
        Optional.of(loss.write()),
        Optional.of(location),
        Set.of(location));
  }
}
