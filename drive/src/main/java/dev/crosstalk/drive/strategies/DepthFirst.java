package dev.crosstalk.drive.strategies;

import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.schedule.Plan;
import dev.crosstalk.drive.schedule.Strategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Tries every schedule of a mode, without any reduction: nothing about the program is assumed.
public final class DepthFirst implements Strategy {
  private final Mode mode;
  private final Deque<List<String>> open = new ArrayDeque<>();
  private List<String> prefix = List.of();
  private boolean broken;

  /// @param mode strict or relaxed
  public DepthFirst(Mode mode) {
    this.mode = mode;
    open.push(List.of());
  }

  @Override
  public Optional<Plan> next() {
    if (open.isEmpty()) {
      return Optional.empty();
    }
    prefix = open.pop();
    return Optional.of(new Plan(mode, prefix, Optional.empty()));
  }

  @Override
  public void learn(RunResult result) {
    List<RunResult.Step> choices =
        result.schedule().stream().filter(step -> step.enabled().size() > 1).toList();
    if (choices.size() < prefix.size()) {
      broken = true;
      return;
    }
    List<String> taken = new ArrayList<>(choices.stream().map(RunResult.Step::key).toList());
    for (int i = prefix.size(); i < choices.size(); i++) {
      for (String other : choices.get(i).enabled()) {
        if (!other.equals(taken.get(i))) {
          List<String> branch = new ArrayList<>(taken.subList(0, i));
          branch.add(other);
          open.push(branch);
        }
      }
    }
  }

  @Override
  public boolean exhausted() {
    return open.isEmpty() && !broken;
  }
}
