package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.strategies.Conflicts;
import dev.crosstalk.history.Answer;
import dev.crosstalk.history.History.Serial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The program itself, run serially, is the specification: every order of the requests, each twice,
/// gives the legal outcomes and shows what differs from run to run anyway.
final class SerialOracle {
  private static final int MAX_ORDERS = 24;

  private final List<Serial> legal = new ArrayList<>();
  private final Set<String> noise = new HashSet<>();
  private final Set<Location> conflicts = new LinkedHashSet<>();
  private final Set<String> listeners = new java.util.TreeSet<>();
  private final Set<String> troubles = new LinkedHashSet<>();
  private final Refusals refusals;
  private int runs;

  private SerialOracle(Refusals refusals) {
    this.refusals = refusals;
  }

  /// @throws AgentException when the agent goes away
  static SerialOracle of(Runner runner) throws AgentException {
    SerialOracle oracle = new SerialOracle(new Refusals(runner));
    List<Outcome> outcomes = new ArrayList<>();
    List<List<String>> orders = orders(runner.scenario().laneIds());
    for (List<String> order : orders) {
      RunResult first = runner.serial(order, false);
      RunResult again = runner.serial(order, false);
      oracle.runs += 2;
      if (!oracle.usable(first) || !oracle.usable(again)) {
        return oracle;
      }
      outcomes.add(Outcome.of(first));
      oracle.noise.addAll(Outcome.noise(Outcome.of(first), Outcome.of(again)));
      oracle.conflicts.addAll(Conflicts.of(first.schedule()));
      oracle.listeners.addAll(first.listened());
    }
    for (int i = 0; i < orders.size(); i++) {
      Outcome quiet = outcomes.get(i).without(oracle.noise);
      oracle.legal.add(new Serial(orders.get(i), quiet.answers(), quiet.state()));
    }
    return oracle;
  }

  private boolean usable(RunResult result) {
    if (result.status() == RunResult.Status.OK) {
      return true;
    }
    troubles.add(
        "a serial run ended with `%s`%s"
            .formatted(
                result.status().name().toLowerCase(java.util.Locale.ROOT),
                result.detail().map(text -> ": " + Texts.lastLine(text)).orElse("")));
    return false;
  }

  static List<List<String>> orders(List<String> lanes) {
    List<List<String>> found = new ArrayList<>();
    permute(new ArrayList<>(lanes), 0, found);
    return found;
  }

  private static void permute(List<String> lanes, int from, List<List<String>> found) {
    if (found.size() >= MAX_ORDERS) {
      return;
    }
    if (from == lanes.size()) {
      found.add(List.copyOf(lanes));
      return;
    }
    for (int i = from; i < lanes.size(); i++) {
      java.util.Collections.swap(lanes, from, i);
      permute(lanes, from + 1, found);
      java.util.Collections.swap(lanes, from, i);
    }
  }

  /// Why there is nothing to measure by; empty when all serial runs came to an end.
  Optional<String> trouble() {
    return troubles.stream().findFirst();
  }

  /// Why the scenario says little: every request is refused whatever the order.
  Optional<String> refusal() {
    Set<Integer> codes = new java.util.TreeSet<>();
    for (Serial one : legal) {
      for (Answer answer : one.answers()) {
        if (!one.order().contains(answer.lane())) {
          continue; // It only looks at the result.
        }
        int status = answer.status().orElse(500);
        if (status < 400) {
          return Optional.empty();
        }
        codes.add(status);
      }
    }
    return Optional.of(
        "every request is refused (%s); give identities or a scenario that the service accepts"
            .formatted(String.join(", ", codes.stream().map(String::valueOf).toList())));
  }

  /// What a run may come to: as one of the serial orders, or as if the requests that were turned
  /// away had never been sent.
  List<Serial> legal(Outcome outcome) throws AgentException {
    if (legal.stream().anyMatch(one -> one.answers().equals(outcome.answers()))) {
      return legal;
    }
    List<Serial> all = new ArrayList<>(legal);
    all.addAll(refusals.around(outcome, noise));
    return all;
  }

  /// The serial orders in which a request comes first.
  List<Serial> first(String lane) {
    return legal.stream().filter(one -> one.order().getFirst().equals(lane)).toList();
  }

  /// Requests that ask whether their client is still there.
  Set<String> listeners() {
    return listeners;
  }

  /// Requests that the service turns away while others are under way.
  Set<String> turnedAway() {
    return refusals.notes();
  }

  int runs() {
    return runs + refusals.runs();
  }

  Set<Location> conflicts() {
    return conflicts;
  }

  Outcome measure(RunResult result) {
    return Outcome.of(result).without(noise);
  }

  /// No serial order gives these answers, or the requests wait for each other.
  boolean isForeign(Outcome outcome) throws AgentException {
    return outcome.deadlock()
        || legal(outcome).stream().noneMatch(one -> one.answers().equals(outcome.answers()));
  }

  /// The answers are those of a serial order, but the memory at the end is not.
  boolean leavesForeignState(Outcome outcome) throws AgentException {
    if (isForeign(outcome)) {
      return false;
    }
    return legal(outcome).stream()
        .noneMatch(
            one -> one.answers().equals(outcome.answers()) && one.state().equals(outcome.state()));
  }
}
