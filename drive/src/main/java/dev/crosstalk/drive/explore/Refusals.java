package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.history.Answer;
import dev.crosstalk.history.History.Serial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Requests that a service may turn away because another one is under way: "conflict, try again" or
/// "too busy". That is legal when everything else is as if they had never been sent; a busy flag
/// that stays set, or half a change that stays behind, is not.
final class Refusals {
  // Conflict, precondition failed, locked, too early, precondition required, too many, unavailable.
  private static final Set<Integer> TRY_AGAIN = Set.of(409, 412, 423, 425, 428, 429, 503);

  private final Runner runner;
  private final Map<List<String>, Optional<Outcome>> serial = new HashMap<>();
  private final Set<String> notes = new TreeSet<>();
  private int runs;

  Refusals(Runner runner) {
    this.runner = runner;
  }

  /// Serial executions of the requests that were not turned away, with the refusals as they stand
  /// in `outcome`.
  ///
  /// @param noise parts that no comparison looks at
  List<Serial> around(Outcome outcome, Set<String> noise) throws AgentException {
    List<String> lanes = runner.scenario().laneIds();
    Map<String, Answer> refused =
        outcome.answers().stream()
            .filter(answer -> lanes.contains(answer.lane()) && isRefusal(answer))
            .collect(Collectors.toMap(Answer::lane, answer -> answer));
    if (refused.isEmpty() || refused.size() == lanes.size()) {
      return List.of();
    }
    List<String> rest = lanes.stream().filter(lane -> !refused.containsKey(lane)).toList();
    List<Serial> found = new ArrayList<>();
    for (List<String> order : SerialOracle.orders(rest)) {
      of(order)
          .map(one -> one.without(noise))
          .ifPresent(one -> {
            List<Answer> answers =
                one.answers().stream()
                    .map(answer -> refused.getOrDefault(answer.lane(), answer))
                    .toList();
            found.add(new Serial(order, answers, one.state()));
            if (answers.equals(outcome.answers()) && one.state().equals(outcome.state())) {
              refused
                  .values()
                  .forEach(answer ->
                      notes.add(
                          "request %s can be turned away (%d) while another is under way; what is left is as if it had not been sent"
                              .formatted(answer.lane(), answer.status().getAsInt())));
            }
          });
    }
    return found;
  }

  private static boolean isRefusal(Answer answer) {
    return answer.error().isEmpty() && TRY_AGAIN.contains(answer.status().orElse(0));
  }

  private Optional<Outcome> of(List<String> order) throws AgentException {
    Optional<Outcome> known = serial.get(order);
    if (known == null) {
      RunResult result = runner.serial(order, false);
      runs++;
      known =
          result.status() == RunResult.Status.OK
              ? Optional.of(Outcome.of(result))
              : Optional.empty();
      serial.put(order, known);
    }
    return known;
  }

  int runs() {
    return runs;
  }

  Set<String> notes() {
    return notes;
  }
}
