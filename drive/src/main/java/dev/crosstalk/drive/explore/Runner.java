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
    Plan plan = new Plan(Mode.SERIAL, List.of(), Optional.empty());
    return executor.run(request(plan, order, Optional.empty(), evidence, false));
  }

  /// @param watch locations on which requests conflict; steps that touch none of them commute
  RunResult run(Plan plan, Collection<Location> watch, boolean evidence) throws AgentException {
    return executor.run(request(plan, List.of(), Optional.of(List.copyOf(watch)), evidence, false));
  }

  /// As {@link #run}, fast and perhaps in a process that ran something before.
  RunResult quick(Plan plan, Collection<Location> watch) throws AgentException {
    return executor.run(request(plan, List.of(), Optional.of(List.copyOf(watch)), false, true));
  }

  private RunRequest request(
      Plan plan,
      List<String> order,
      Optional<List<Location>> watch,
      boolean evidence,
      boolean warm) {
    return new RunRequest(
        plan.mode(),
        scenario.racing(),
        scenario.setUp(),
        scenario.after(),
        order,
        plan.decisions(),
        plan.seed(),
        plan.park(),
        plan.mode() != Mode.SERIAL,
        watch,
        evidence,
        warm,
        limits);
  }
}
