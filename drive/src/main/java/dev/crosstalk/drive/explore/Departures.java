package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.history.History;
import dev.crosstalk.history.History.Serial;
import dev.crosstalk.model.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Clients that leave before they are answered. The server tells a request so when it asks
/// (`http.disconnect`), and a streamed answer is cancelled at its await then. Each such request is
/// cut off at each of its choices, alone, and the others come after it. Requests that never ask are
/// not cut off: a stock server lets them run to their end.
final class Departures {
  private static final int MOST = 60;
  private static final int REPLAYS = 2;
  private static final char AT = '!';

  private final Runner runner;
  private final SerialOracle oracle;
  private final TraceReader reader;
  private final Map<String, List<Serial>> legal = new HashMap<>();
  private int runs;
  private boolean complete = true;

  Departures(Runner runner, SerialOracle oracle, TraceReader reader) {
    this.runner = runner;
    this.oracle = oracle;
    this.reader = reader;
  }

  /// The lane whose client leaves in a serial order such as `A!3, B`.
  static Optional<String> leaver(List<String> order) {
    return order.stream()
        .filter(entry -> entry.indexOf(AT) > 0)
        .map(entry -> entry.substring(0, entry.indexOf(AT)))
        .findFirst();
  }

  /// Cuts off every request that can be, at every choice, until something is left behind.
  Optional<Finding> search(EvidenceRun evidence, Deadline deadline) throws AgentException {
    List<String> seen = new ArrayList<>();
    for (String lane : oracle.listeners()) {
      String origin = origin(lane);
      if (seen.contains(origin)) {
        continue;
      }
      seen.add(origin);
      for (int at = 1; ; at++) {
        if (at > MOST || deadline.over()) {
          complete = false;
          break;
        }
        List<String> order = order(lane, at);
        RunResult result = runner.serial(order, true);
        runs++;
        if (!Search.ended(result) || !result.gone().contains(lane)) {
          complete &= Search.ended(result);
          break;
        }
        Optional<Finding> found = evidence.ofDeparture(result, order, this);
        if (found.isPresent() && comesAgain(order, evidence, found.get())) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private boolean comesAgain(List<String> order, EvidenceRun evidence, Finding found)
      throws AgentException {
    for (int i = 0; i < REPLAYS; i++) {
      RunResult again = runner.serial(order, true);
      boolean same =
          Search.ended(again)
              && evidence
                  .ofDeparture(again, order, this)
                  .map(one -> one.message().equals(found.message()))
                  .orElse(false);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private String origin(String lane) {
    return runner.scenario().lanes().stream()
        .filter(one -> one.id().equals(lane))
        .map(one -> one.origin())
        .findFirst()
        .orElse(lane);
  }

  private List<String> order(String lane, int at) {
    List<String> order = new ArrayList<>(rest(lane));
    order.addFirst(lane + AT + at);
    return order;
  }

  private List<String> rest(String lane) {
    return runner.scenario().laneIds().stream().filter(one -> !one.equals(lane)).toList();
  }

  /// What a run with a client that leaves is measured by: the request runs to its end first, or was
  /// never sent.
  History history(RunResult result, String lane) throws AgentException {
    Outcome outcome = oracle.measure(result);
    List<Serial> measure = legal.get(lane);
    if (measure == null) {
      measure = new ArrayList<>(oracle.first(lane));
      if (!rest(lane).isEmpty()) {
        RunResult without = runner.serial(rest(lane), false);
        runs++;
        if (without.status() == RunResult.Status.OK) {
          Outcome quiet = oracle.measure(without);
          measure.add(new Serial(rest(lane), quiet.answers(), quiet.state()));
        }
      }
      legal.put(lane, measure);
    }
    return reader.read(runner.scenario(), result, outcome, measure);
  }

  int runs() {
    return runs;
  }

  /// False when a request that can be cut off was not cut off everywhere.
  boolean complete() {
    return complete;
  }
}
