package dev.crosstalk.oracles;

import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import java.util.Optional;

/// Looks for one kind of fault in a history.
@FunctionalInterface
interface Oracle {
  /// The fault, when the history shows it.
  Optional<Finding> judge(History history);
}
