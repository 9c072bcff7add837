package dev.crosstalk.drive.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.RunRequest.Limits;
import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.schedule.Plan;
import dev.crosstalk.drive.schedule.Strategy;
import dev.crosstalk.drive.strategies.Conflicts;
import dev.crosstalk.drive.strategies.DepthFirst;
import dev.crosstalk.drive.strategies.PartialOrder;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A reduction that loses an outcome is wrong: on small applications the reduced search reaches
/// exactly what trying every schedule reaches, and a stock loop never more.
class ReductionTest {
  private static final int BOUND = 2_000;
  private static final Apps APPS = new Apps();

  @AfterAll
  static void stop() {
    APPS.close();
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @CsvSource({
    "shop:app, POST /await, POST /await",
    "shop:app, POST /slow-await, POST /plain",
    "shop:app, POST /lock, POST /await",
    "shop:app, POST /thread-call, POST /thread-call",
    "counters:app, POST /hit, POST /hit",
    "counters:app, POST /left, POST /right",
    "tenant_dict:app, GET /me x-tenant=acme, GET /me x-tenant=globex",
  })
  void reachesWhatTryingEverythingReaches(String app, String one, String other) throws Exception {
    Runner runner = new Runner(APPS.link(app)::run, Apps.scenario(one, other), Limits.DEFAULT);
    SerialOracle oracle = SerialOracle.of(runner);
    Set<String> reduced = fixpoint(runner, oracle);
    Set<Location> watch = conflicts(runner, oracle);
    Set<String> relaxed = outcomes(runner, oracle, new DepthFirst(Mode.RELAXED), watch);
    Set<String> strict = outcomes(runner, oracle, new DepthFirst(Mode.STRICT), watch);
    assertThat(reduced).isEqualTo(relaxed);
    assertThat(reduced).containsAll(strict);
  }

  /// Serial conflicts plus those that overlapping runs add.
  private static Set<Location> conflicts(Runner runner, SerialOracle oracle) throws AgentException {
    Set<Location> watch = new LinkedHashSet<>(oracle.conflicts());
    for (long seed = 1; seed < 12; seed++) {
      RunResult result =
          runner.run(new Plan(Mode.STRICT, java.util.List.of(), Optional.of(seed)), watch, false);
      watch.addAll(Conflicts.of(result.schedule()));
    }
    return watch;
  }

  private static Set<String> fixpoint(Runner runner, SerialOracle oracle) throws AgentException {
    Set<Location> watch = new LinkedHashSet<>(oracle.conflicts());
    while (true) {
      int known = watch.size();
      Set<String> found = outcomes(runner, oracle, new PartialOrder(), watch);
      if (watch.size() == known) {
        return found;
      }
    }
  }

  private static Set<String> outcomes(
      Runner runner, SerialOracle oracle, Strategy strategy, Set<Location> watch)
      throws AgentException {
    Set<String> found = new TreeSet<>();
    int known = watch.size();
    int tried = 0;
    for (Optional<Plan> plan = strategy.next(); plan.isPresent(); plan = strategy.next()) {
      RunResult result = runner.run(plan.get(), watch, false);
      assertThat(result.status()).isIn(RunResult.Status.OK, RunResult.Status.DEADLOCK);
      Outcome outcome = oracle.measure(result);
      found.add(
          outcome.deadlock()
              ? "deadlock"
              : outcome.answers() + " " + new java.util.TreeMap<>(outcome.state()));
      watch.addAll(Conflicts.of(result.schedule()));
      if (strategy instanceof PartialOrder && watch.size() != known) {
        return found;
      }
      strategy.learn(result);
      assertThat(++tried).as("schedules of " + strategy).isLessThan(BOUND);
    }
    assertThat(strategy.exhausted()).isTrue();
    return found;
  }
}
