package dev.crosstalk.drive.schedule;

import dev.crosstalk.drive.agent.RunResult;
import java.util.Optional;

/// Chooses schedules, one after the other, learning from each result. Asked in turns: `next`, then
/// `learn` with the result of that plan.
public interface Strategy {

  /// The next schedule to try; empty when there is none.
  Optional<Plan> next();

  /// Takes in what the last plan gave.
  void learn(RunResult result);

  /// True once every schedule of the strategy's space was tried or shown to equal a tried one. A
  /// strategy that samples never says so.
  boolean exhausted();
}
