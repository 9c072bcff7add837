package dev.crosstalk.drive.strategies;

import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.drive.agent.RunRequest.Park;
import dev.crosstalk.drive.agent.RunRequest.Spot;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.schedule.Plan;
import dev.crosstalk.drive.schedule.Strategy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Aims at suspected places: runs one request up to a place, the others to their end, then that
/// request again. First at any of the places, then at each alone, for each request.
public final class Parked implements Strategy {
  private static final int MOST_SPOTS = 8;

  private final Deque<Plan> open = new ArrayDeque<>();

  /// @param lanes the racing requests
  public Parked(List<String> lanes, Collection<Spot> spots) {
    List<List<Spot>> groups = new ArrayList<>();
    groups.add(List.copyOf(spots));
    spots.stream().limit(MOST_SPOTS).forEach(spot -> groups.add(List.of(spot)));
    for (List<Spot> group : groups) {
      for (String lane : lanes) {
        open.add(
            new Plan(Mode.STRICT, List.of(), Optional.empty(), Optional.of(new Park(lane, group))));
      }
    }
  }

  @Override
  public Optional<Plan> next() {
    return Optional.ofNullable(open.poll());
  }

  @Override
  public void learn(RunResult result) {
    // The places are given; nothing is learnt.
  }

  @Override
  public boolean exhausted() {
    return false;
  }
}
