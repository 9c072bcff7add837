package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.schedule.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Runs in a process that is used again: fast, and trusted only as far as fresh processes agree.
final class WarmRuns {
  private static final int KEPT = 5;

  private final Runner runner;
  private final SerialOracle oracle;
  private final Escapes escapes;
  private final List<Kept> kept = new ArrayList<>();
  private boolean trusted = true;
  private int seen;

  private record Kept(Plan plan, List<Location> watch, Outcome outcome) {}

  WarmRuns(Runner runner, SerialOracle oracle, Escapes escapes) {
    this.runner = runner;
    this.oracle = oracle;
    this.escapes = escapes;
  }

  /// A schedule, in a used process when that is possible and comes to an end.
  RunResult run(Plan plan, List<Location> watch) throws AgentException {
    if (!trusted) {
      return runner.run(plan, watch, false);
    }
    RunResult result = runner.quick(plan, watch);
    if (!result.warm()) {
      return result;
    }
    if (!Search.ended(result)) {
      return runner.run(plan, watch, false);
    }
    // Every power of two and the first: early and late runs, few in all.
    seen++;
    if (Integer.bitCount(seen) == 1) {
      if (kept.size() == KEPT) {
        kept.remove(1);
      }
      kept.add(new Kept(exact(plan, result), watch, oracle.measure(result)));
    }
    return result;
  }

  private static Plan exact(Plan plan, RunResult result) {
    return new Plan(plan.mode(), result.decisions(), Optional.empty());
  }

  /// The same decisions in a fresh process. When that goes otherwise, no used process is trusted
  /// any more.
  RunResult again(RunResult result, List<Location> watch) throws AgentException {
    Plan plan =
        new Plan(
            dev.crosstalk.drive.agent.RunRequest.Mode.STRICT, result.decisions(), Optional.empty());
    RunResult fresh = runner.run(plan, watch, false);
    if (!Search.ended(fresh) || !oracle.measure(fresh).equals(oracle.measure(result))) {
      distrust();
    }
    return fresh;
  }

  /// Compares a few of the runs with fresh ones.
  void check() throws AgentException {
    for (Kept one : kept) {
      RunResult fresh = runner.run(one.plan(), one.watch(), false);
      if (!Search.ended(fresh) || !oracle.measure(fresh).equals(one.outcome())) {
        distrust();
        return;
      }
    }
  }

  private void distrust() {
    if (trusted) {
      trusted = false;
      escapes.reason(
          "a schedule went otherwise in a process that had run others before, so the application"
              + " keeps state that was not put back");
    }
  }
}
