package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.agent.RunResult.Access;
import dev.crosstalk.drive.agent.RunResult.Step;
import dev.crosstalk.drive.schedule.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The legal schedule that shares the longest beginning with a bad one: its first other choice is
/// where the fault is decided.
final class Neighbour {
  private static final int MAX_RUNS = 24;

  private final Runner runner;
  private final SerialOracle oracle;
  private final Deadline deadline;

  Neighbour(Runner runner, SerialOracle oracle, Deadline deadline) {
    this.runner = runner;
    this.oracle = oracle;
    this.deadline = deadline;
  }

  /// One sentence; empty when no schedule that differs late enough is legal.
  Optional<String> of(Plan bad, Collection<Location> watch) throws AgentException {
    RunResult shown = runner.run(bad, watch, false);
    List<Step> choices =
        shown.schedule().stream().filter(step -> step.enabled().size() > 1).toList();
    int runs = 0;
    for (int i = Math.min(choices.size(), shown.decisions().size()) - 1; i >= 0; i--) {
      for (String other : choices.get(i).enabled()) {
        if (other.equals(choices.get(i).key())) {
          continue;
        }
        if (++runs > MAX_RUNS || deadline.over()) {
          return Optional.empty();
        }
        List<String> decisions = new ArrayList<>(shown.decisions().subList(0, i));
        decisions.add(other);
        RunResult run = runner.run(new Plan(bad.mode(), decisions, Optional.empty()), watch, false);
        if (Search.ended(run) && isLegal(oracle.measure(run))) {
          return Optional.of(sentence(i, choices.get(i), other, oracle.measure(run)));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isLegal(Outcome outcome) throws AgentException {
    return !oracle.isForeign(outcome) && !oracle.leavesForeignState(outcome);
  }

  private static String sentence(int index, Step step, String other, Outcome outcome) {
    Optional<Access> access = step.accesses().stream().filter(Access::shared).findFirst();
    String does =
        access
            .map(one ->
                ", which then %s `%s%s`"
                    .formatted(
                        one.writes() ? "writes" : "reads",
                        one.object(),
                        one.key().startsWith("[") ? one.key() : "." + one.key()))
            .orElse("");
    String answers =
        outcome.answers().stream()
            .map(answer -> answer.lane() + ": " + answer.summary())
            .collect(Collectors.joining("; "));
    return "the nearest legal schedule makes %s, then lets %s go on instead of %s%s; it gives %s"
        .formatted(
            index == 0
                ? "no other choice before"
                : index == 1
                    ? "the same first choice"
                    : "the same first %d choices".formatted(index),
            name(other),
            name(step.key()),
            does,
            answers);
  }

  private static String name(String key) {
    if (key.equals("run")) {
      return "what is ready";
    }
    int dot = key.indexOf('.');
    return dot < 0
        ? "request " + key
        : "thread %s of request %s".formatted(key.substring(dot + 2), key.substring(0, dot));
  }
}
