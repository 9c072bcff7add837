package dev.crosstalk.oracles;

import dev.crosstalk.history.Event;
import dev.crosstalk.history.Event.Kind;
import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Two places that belong together end with one value of each of two updates.
final class TornUpdate implements Oracle {
  static final RuleId RULE = new RuleId("CT004", "torn-update");

  @Override
  public Optional<Finding> judge(History history) {
    if (!history.answersAreForeign() && history.foreignState().isEmpty()) {
      return Optional.empty();
    }
    SharedUse use = new SharedUse(history);
    List<String> written = new ArrayList<>();
    for (String location : use.locations()) {
      if (writers(use.of(location)).size() > 1) {
        written.add(location);
      }
    }
    for (int i = 0; i < written.size(); i++) {
      for (int j = i + 1; j < written.size(); j++) {
        Optional<Finding> torn = torn(history, use, written.get(i), written.get(j));
        if (torn.isPresent()) {
          return torn;
        }
      }
    }
    return Optional.empty();
  }

  private static Set<String> writers(List<Event> events) {
    Set<String> lanes = new LinkedHashSet<>();
    for (Event event : events) {
      if (event.kind() == Kind.WRITE) {
        lanes.add(event.lane());
      }
    }
    return lanes;
  }

  private static Optional<Finding> torn(History history, SharedUse use, String one, String other) {
    Optional<Event> first = lastWrite(use.of(one));
    Optional<Event> second = lastWrite(use.of(other));
    if (first.isEmpty()
        || second.isEmpty()
        || first.get().lane().equals(second.get().lane())
        || !writers(use.of(one)).equals(Set.copyOf(writers(use.of(other))))) {
      return Optional.empty();
    }
    Event last = first.get().sequence() > second.get().sequence() ? first.get() : second.get();
    return Optional.of(
        Verdicts.finding(
            RULE,
            Severity.HIGH,
            "`%s` keeps the value of request %s and `%s` that of request %s: half of one update and half of the other."
                .formatted(one, first.get().lane(), other, second.get().lane()),
            "Write what belongs together without giving control away in between, or under one"
                + " lock.",
            history,
            use,
            Optional.of(last),
            Optional.of(one),
            new LinkedHashSet<>(List.of(one, other))));
  }

  private static Optional<Event> lastWrite(List<Event> events) {
    return events.stream()
        .filter(event -> event.kind() == Kind.WRITE)
        .reduce((first, second) -> second);
  }
}
