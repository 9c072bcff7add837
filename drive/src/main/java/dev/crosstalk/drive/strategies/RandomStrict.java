package dev.crosstalk.drive.strategies;

import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.schedule.Plan;
import dev.crosstalk.drive.schedule.Strategy;
import java.util.List;
import java.util.Optional;

/// Samples schedules of a stock event loop: first the one with fewest switches, then random ones
/// from consecutive seeds.
public final class RandomStrict implements Strategy {
  private final int count;
  private final long firstSeed;
  private int tried;

  /// @param count how many schedules to try
  public RandomStrict(int count, long firstSeed) {
    this.count = count;
    this.firstSeed = firstSeed;
  }

  @Override
  public Optional<Plan> next() {
    if (tried >= count) {
      return Optional.empty();
    }
    Optional<Long> seed = tried == 0 ? Optional.empty() : Optional.of(firstSeed + tried);
    tried++;
    return Optional.of(new Plan(Mode.STRICT, List.of(), seed));
  }

  @Override
  public void learn(RunResult result) {
    // Samples do not depend on each other.
  }

  @Override
  public boolean exhausted() {
    return false;
  }
}
