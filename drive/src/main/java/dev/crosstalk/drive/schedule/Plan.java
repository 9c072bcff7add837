package dev.crosstalk.drive.schedule;

import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.drive.agent.RunRequest.Park;
import java.util.List;
import java.util.Optional;

/// A schedule to try.
///
/// @param decisions answers to the first choices
/// @param seed draws the other answers; without it they stay with the last choice
/// @param park answers them by holding one request at a place instead
public record Plan(Mode mode, List<String> decisions, Optional<Long> seed, Optional<Park> park) {
  public Plan {
    decisions = List.copyOf(decisions);
  }

  /// A schedule without a parked request.
  public Plan(Mode mode, List<String> decisions, Optional<Long> seed) {
    this(mode, decisions, seed, Optional.empty());
  }
}
