package dev.crosstalk.drive.strategies;

import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.agent.RunResult.Step;
import dev.crosstalk.drive.schedule.Plan;
import dev.crosstalk.drive.schedule.Strategy;
import dev.crosstalk.drive.strategies.Conflicts.Footprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tries one schedule of each class of schedules that differ only in the order of steps that
/// commute: dynamic partial-order reduction with sleep sets, over requests in relaxed order.
///
/// After a run, every pair of conflicting steps of two requests that nothing else orders is a race;
/// before the earlier step of each race the later request is tried as well. A step that a merged
/// run of invisible steps precedes counts as one transition that begins at its first choice.
public final class PartialOrder implements Strategy {
  private final List<Node> nodes = new ArrayList<>();
  private boolean started;
  private boolean finished;
  private boolean broken;

  /// One transition of the current schedule, with what remains to be tried in its place.
  private static final class Node {
    String key;
    final List<String> enabled;
    final Set<String> wanted = new LinkedHashSet<>();
    final Map<String, Footprint> done = new LinkedHashMap<>();
    final Map<String, Footprint> asleep;
    Footprint footprint;

    Node(Step step, Map<String, Footprint> asleep) {
      this.key = step.key();
      this.enabled = step.enabled();
      this.asleep = asleep;
      this.footprint = Footprint.of(step.accesses());
      wanted.add(key);
      done.put(key, footprint);
    }
  }

  @Override
  public Optional<Plan> next() {
    if (!started) {
      started = true;
      return Optional.of(new Plan(Mode.RELAXED, List.of(), Optional.empty()));
    }
    if (broken || !backtrack()) {
      finished = true;
      return Optional.empty();
    }
    List<String> decisions =
        nodes.stream().filter(node -> node.enabled.size() > 1).map(node -> node.key).toList();
    return Optional.of(new Plan(Mode.RELAXED, decisions, Optional.empty()));
  }

  @Override
  public void learn(RunResult result) {
    List<Step> schedule = result.schedule();
    if (schedule.size() < nodes.size()) {
      broken = true;
      return;
    }
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      Step step = schedule.get(i);
      if (!step.key().equals(node.key)) {
        broken = true;
        return;
      }
      node.footprint = Footprint.of(step.accesses());
      node.done.put(node.key, node.footprint);
    }
    for (int i = nodes.size(); i < schedule.size(); i++) {
      nodes.add(new Node(schedule.get(i), sleepAfter(i)));
    }
    addRaces();
  }

  /// What needs no trying after the node before: tried there already, and independent of its step.
  private Map<String, Footprint> sleepAfter(int index) {
    Map<String, Footprint> asleep = new LinkedHashMap<>();
    if (index > 0) {
      Node before = nodes.get(index - 1);
      Map<String, Footprint> candidates = new LinkedHashMap<>(before.asleep);
      before.done.forEach((key, footprint) -> {
        if (!key.equals(before.key)) {
          candidates.put(key, footprint);
        }
      });
      candidates.forEach((key, footprint) -> {
        if (!lane(key).equals(lane(before.key)) && !footprint.conflictsWith(before.footprint)) {
          asleep.put(key, footprint);
        }
      });
    }
    return asleep;
  }

  private void addRaces() {
    List<Map<String, Integer>> clocks = new ArrayList<>(nodes.size());
    Map<String, Map<String, Integer>> latest = new HashMap<>();
    for (int j = 0; j < nodes.size(); j++) {
      Node later = nodes.get(j);
      String lane = lane(later.key);
      Map<String, Integer> clock = new HashMap<>(latest.getOrDefault(lane, Map.of()));
      for (int i = j - 1; i >= 0; i--) {
        Node earlier = nodes.get(i);
        String other = lane(earlier.key);
        if (other.equals(lane) || !earlier.footprint.conflictsWith(later.footprint)) {
          continue;
        }
        if (clock.getOrDefault(other, -1) < i) {
          want(earlier, lane);
        }
        clocks.get(i).forEach((key, value) -> clock.merge(key, value, Math::max));
        clock.merge(other, i, Math::max);
      }
      clock.put(lane, j);
      clocks.add(clock);
      latest.put(lane, clock);
    }
  }

  private static void want(Node node, String lane) {
    Optional<String> option =
        node.enabled.stream().filter(key -> lane(key).equals(lane)).findFirst();
    if (option.isPresent()) {
      node.wanted.add(option.get());
    } else {
      // The request could not run there: whatever lets it run may come first.
      node.wanted.addAll(node.enabled);
    }
  }

  /// Moves to the deepest node with something left to try.
  private boolean backtrack() {
    while (!nodes.isEmpty()) {
      Node node = nodes.getLast();
      for (String key : node.wanted) {
        if (node.done.containsKey(key)) {
          continue;
        }
        Footprint slept = node.asleep.get(key);
        if (slept == null) {
          node.key = key;
          node.done.put(key, Footprint.EMPTY);
          return true;
        }
        node.done.put(key, slept);
      }
      nodes.removeLast();
    }
    return false;
  }

  /// The request of a choice: `A` for `A` and for its thread `A.t1`.
  private static String lane(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  /// True when a run left the path that its decisions gave before.
  public boolean lostItsWay() {
    return broken;
  }

  @Override
  public boolean exhausted() {
    return finished && !broken;
  }
}
