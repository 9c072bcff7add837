package dev.crosstalk.oracles;

import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Requests wait for each other and none can go on.
final class Deadlock implements Oracle {
  static final RuleId RULE = new RuleId("CT005", "deadlock");

  @Override
  public Optional<Finding> judge(History history) {
    if (history.ending() != History.Ending.DEADLOCK) {
      return Optional.empty();
    }
    SharedUse use = new SharedUse(history);
    Set<String> locks = new LinkedHashSet<>(use.locations());
    locks.removeIf(location -> !location.endsWith(".locked"));
    String where =
        history.stuck().stream()
            .map(stuck ->
                "%s at %s:%d".formatted(stuck.lane(), stuck.path().orElse("?"), stuck.line()))
            .collect(Collectors.joining(", "));
    return Optional.of(
        Verdicts.finding(
            RULE,
            Severity.HIGH,
            "The requests wait for each other for ever: %s.".formatted(where),
            "Take the locks in one order everywhere, or hold only one at a time.",
            history,
            use,
            history.events().stream()
                .filter(event -> event.location().map(locks::contains).orElse(false))
                .reduce((first, second) -> second),
            locks.stream().findFirst(),
            locks));
  }
}
