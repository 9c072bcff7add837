package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.agent.RunResult.Status;
import dev.crosstalk.drive.schedule.Plan;
import dev.crosstalk.drive.schedule.Strategy;
import dev.crosstalk.drive.strategies.Conflicts;
import dev.crosstalk.drive.strategies.DepthFirst;
import dev.crosstalk.drive.strategies.Parked;
import dev.crosstalk.drive.strategies.PartialOrder;
import dev.crosstalk.drive.strategies.RandomStrict;
import dev.crosstalk.model.Finding;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The search for one scenario: a sample of stock schedules, then every class of relaxed schedules,
/// and the confirmation of what those propose. Only a schedule of a stock loop confirms.
final class Search {
  private static final int FIRST_SAMPLES = 4;
  private static final int SAMPLES = 30;
  private static final int FEW_SAMPLES = 20;
  private static final int CONFIRMING_SAMPLES = 120;
  private static final int SMALL_SPACE = 300;
  private static final int REPLAYS = 3;
  private static final int MAX_RESTARTS = 12;
  // So many schedules of the reduction run in processes of their own, so small proofs rest on
  // nothing else.
  private static final int FRESH = 40;

  private final Runner runner;
  private final SerialOracle oracle;
  private final Escapes escapes;
  private final EvidenceRun evidence;
  private final Deadline deadline;
  private final Focus focus;
  private final Set<Location> watch;
  private final WarmRuns warm;
  private final Set<Outcome> outcomes = new HashSet<>();
  private final Set<Outcome> proposed = new HashSet<>();
  private final Set<Outcome> examined = new HashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private int schedules;
  private boolean threads;
  private boolean finished;
  private int searched;
  private String mode = "strict";

  Search(
      Runner runner,
      SerialOracle oracle,
      Escapes escapes,
      EvidenceRun evidence,
      Deadline deadline,
      Focus focus) {
    this.focus = focus;
    this.runner = runner;
    this.oracle = oracle;
    this.escapes = escapes;
    this.evidence = evidence;
    this.deadline = deadline;
    this.watch = new LinkedHashSet<>(oracle.conflicts());
    this.warm = new WarmRuns(runner, oracle, escapes);
  }

  Optional<Finding> go() throws AgentException {
    RandomStrict sample = new RandomStrict(SAMPLES, 0);
    Optional<Finding> found = Optional.empty();
    if (!focus.spots().isEmpty()) {
      Parked aimed = new Parked(runner.scenario().laneIds(), focus.spots());
      found = confirmBy(aimed, Integer.MAX_VALUE);
    }
    if (found.isEmpty()) {
      found = confirmBy(sample, FIRST_SAMPLES);
    }
    if (found.isPresent() || oracle.refusal().isPresent()) {
      // When every request is refused in every order, a proof would be about nothing.
      return found;
    }
    if (reduced()) {
      found = confirmed();
    }
    if (found.isEmpty() && !finished && deadline.over()) {
      escapes.reason("the time for this scenario was spent; give more --budget");
    }
    if (found.isEmpty() && finished) {
      warm.check();
    }
    // What the reduction cannot see, state inside libraries for example, a sample may still show.
    return found.isPresent() ? found : confirmBy(sample, SAMPLES);
  }

  /// Every class of relaxed schedules.
  ///
  /// @return true when one of them has an outcome that no serial order has
  private boolean reduced() throws AgentException {
    mode = "relaxed";
    for (int restart = 0; restart <= MAX_RESTARTS && !deadline.over(); restart++) {
      int known = watch.size();
      PartialOrder strategy = new PartialOrder();
      int before = schedules;
      boolean candidate = propose(strategy, known);
      searched = schedules - before;
      if (candidate || watch.size() == known) {
        finished = !candidate && strategy.exhausted();
        if (strategy.lostItsWay()) {
          escapes.reason(
              "a schedule did not go as an equal one before it, so the reduction cannot be"
                  + " trusted");
        }
        return candidate;
      }
    }
    return false;
  }

  private Optional<Finding> confirmed() throws AgentException {
    mode = "strict";
    RandomStrict chance = new RandomStrict(CONFIRMING_SAMPLES, 1_000);
    DepthFirst every = new DepthFirst(Mode.STRICT);
    Optional<Finding> found = confirmBy(chance, FEW_SAMPLES);
    searched = 0;
    for (int share : new int[] {SMALL_SPACE, Integer.MAX_VALUE}) {
      if (found.isEmpty() && !every.exhausted()) {
        int before = schedules;
        found = confirmBy(every, share);
        searched += schedules - before;
      }
      if (found.isEmpty() && !every.exhausted()) {
        found = confirmBy(chance, CONFIRMING_SAMPLES);
      }
    }
    finished = every.exhausted();
    if (found.isEmpty() && !finished) {
      escapes.reason(
          "relaxed order reaches an outcome that no serial order has, and the time did not suffice"
              + " to show or exclude it on a stock loop; give more --budget");
    }
    return found;
  }

  /// Runs relaxed schedules until one is worth confirming or the known conflicts change.
  private boolean propose(Strategy strategy, int known) throws AgentException {
    int tried = 0;
    while (!deadline.over()) {
      Optional<Plan> plan = strategy.next();
      if (plan.isEmpty()) {
        return false;
      }
      RunResult result = run(plan.get(), tried++ < FRESH);
      if (watch.size() != known) {
        return false;
      }
      if (ended(result)) {
        Outcome outcome = oracle.measure(result);
        if (oracle.isForeign(outcome)
            || (oracle.leavesForeignState(outcome) && proposed.add(outcome))) {
          return true;
        }
      }
      strategy.learn(result);
    }
    return false;
  }

  private Optional<Finding> confirmBy(Strategy strategy, int limit) throws AgentException {
    for (int tried = 0; tried < limit && !deadline.over(); tried++) {
      Optional<Plan> plan = strategy.next();
      if (plan.isEmpty()) {
        return Optional.empty();
      }
      // The choices of a run depend on what was watched in it.
      List<Location> watched = List.copyOf(watch);
      RunResult result = run(plan.get(), false);
      if (ended(result)) {
        Optional<Finding> found = confirm(result, watched);
        if (found.isPresent()) {
          return found;
        }
      }
      strategy.learn(result);
    }
    return Optional.empty();
  }

  /// A stock schedule with a bad outcome: replayed, shrunk, judged.
  private Optional<Finding> confirm(RunResult candidate, List<Location> watched)
      throws AgentException {
    RunResult result = candidate;
    if (candidate.warm() && isBad(oracle.measure(candidate))) {
      result = warm.again(candidate, watched);
      if (!ended(result)) {
        return Optional.empty();
      }
    }
    Outcome outcome = oracle.measure(result);
    boolean foreign = oracle.isForeign(outcome);
    if (!foreign && (!oracle.leavesForeignState(outcome) || !examined.add(outcome))) {
      return Optional.empty();
    }
    Plan plan = new Plan(Mode.STRICT, result.decisions(), Optional.empty());
    for (int i = 0; i < REPLAYS; i++) {
      RunResult again = runner.run(plan, watched, false);
      if (!ended(again) || !oracle.measure(again).equals(outcome)) {
        escapes.reason(
            "a schedule with a bad outcome did not give it again, so something that decides it is"
                + " not under control");
        return Optional.empty();
      }
    }
    if (!foreign) {
      Optional<Finding> found = evidence.of(plan, watched);
      if (found.isEmpty()) {
        notes.add(
            "shared memory can end in a state that no serial order leaves, without a pattern that"
                + " names a defect");
      } else {
        tellNeighbour(plan, watched);
      }
      return found;
    }
    Shrinker shrinker =
        new Shrinker(
            runner, watched, tried -> ended(tried) && oracle.isForeign(oracle.measure(tried)));
    Plan shortest = shrinker.shrink(plan, deadline);
    Optional<Finding> found = evidence.of(shortest, watched);
    if (found.isPresent()) {
      tellNeighbour(shortest, watched);
    }
    return found;
  }

  private void tellNeighbour(Plan bad, List<Location> watched) throws AgentException {
    if (bad.decisions().isEmpty()) {
      notes.add("it needs no particular schedule: requests that arrive together show it");
    }
    new Neighbour(runner, oracle, deadline).of(bad, watched).ifPresent(notes::add);
  }

  private RunResult run(Plan plan, boolean fresh) throws AgentException {
    RunResult result = fresh ? runner.run(plan, watch, false) : warm.run(plan, List.copyOf(watch));
    schedules++;
    threads |= result.threads() > 0;
    escapes.note(result);
    watch.addAll(Conflicts.of(result.schedule()));
    if (ended(result)) {
      outcomes.add(oracle.measure(result));
    }
    return result;
  }

  private boolean isBad(Outcome outcome) throws AgentException {
    return oracle.isForeign(outcome)
        || (oracle.leavesForeignState(outcome) && !examined.contains(outcome));
  }

  static boolean ended(RunResult result) {
    return result.status() == Status.OK || result.status() == Status.DEADLOCK;
  }

  boolean finished() {
    return finished;
  }

  String mode() {
    return mode;
  }

  /// Schedules of the strategy that came to its end, without the samples beside it.
  int searched() {
    return searched;
  }

  int schedules() {
    return schedules;
  }

  int outcomes() {
    return outcomes.size();
  }

  boolean usesThreads() {
    return threads;
  }

  List<String> notes() {
    Set<String> all = new LinkedHashSet<>(notes);
    all.addAll(oracle.turnedAway());
    return List.copyOf(all);
  }
}
