package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.RunRequest;
import dev.crosstalk.drive.agent.RunRequest.Limits;
import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.schedule.Plan;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Executes schedules of one scenario.
final class Runner {

  /// Carries a run to an agent.
  interface Executor {
    RunResult run(RunRequest request) throws AgentException;
  }

  private final Executor executor;
  private final Scenario scenario;
  private final Limits limits;

  Runner(Executor executor, Scenario scenario, Limits limits) {
    this.executor = executor;
    this.scenario = scenario;
    this.limits = limits;
  }

  Scenario scenario() {
    return scenario;
  }

  RunResult serial(List<String> order, boolean evidence) throws AgentException {
    return executor.run(
        request(Mode.SERIAL, order, List.of(), Optional.empty(), Optional.empty(), evidence));
  }

  /// @param watch locations on which requests conflict; steps that touch none of them commute
  RunResult run(Plan plan, Collection<Location> watch, boolean evidence) throws AgentException {
    return executor.run(
        request(
            plan.mode(),
            List.of(),
            plan.decisions(),
            plan.seed(),
            Optional.of(List.copyOf(watch)),
            evidence));
  }

  private RunRequest request(
      Mode mode,
      List<String> order,
      List<String> decisions,
      Optional<Long> seed,
      Optional<List<Location>> watch,
      boolean evidence) {
    return new RunRequest(
        mode,
        scenario.racing(),
        scenario.setUp(),
        scenario.after(),
        order,
        decisions,
        seed,
        mode != Mode.SERIAL,
        watch,
        evidence,
        limits);
  }
}
