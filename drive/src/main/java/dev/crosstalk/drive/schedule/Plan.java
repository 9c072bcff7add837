package dev.crosstalk.drive.schedule;

import dev.crosstalk.drive.agent.RunRequest.Mode;
import java.util.List;
import java.util.Optional;

/// A schedule to try.
///
/// @param decisions answers to the first choices
/// @param seed draws the other answers; without it they stay with the last choice
public record Plan(Mode mode, List<String> decisions, Optional<Long> seed) {
  public Plan {
    decisions = List.copyOf(decisions);
  }
}
