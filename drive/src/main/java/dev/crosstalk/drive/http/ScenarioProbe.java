package dev.crosstalk.drive.http;

import dev.crosstalk.model.Severity;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Probes one scenario: serial baseline, then rounds with rotated order and swept offsets. Whatever
/// looks like a race is held against fresh serial runs before it counts.
final class ScenarioProbe {

  /// Offsets between releases in microseconds, cycled through; most rounds go together.
  private static final long[] OFFSETS = {0, 0, 0, 500, 0, 2_000, 0, 0, 5_000, 0, 1_000, 10_000};

  private static final int MOST_ORDERS = 6;

  /// After a finding, rounds go on to this number, for the share.
  private static final int ROUNDS_FOR_SHARE = 10;

  /// Longer than a second, so that values that count seconds show as noise.
  private static final long RECHECK_PAUSE_MILLIS = 1_100;

  private final Runs runner;
  private final Supplier<String> technique;
  private final int rounds;
  private final Promises promises;
  private long deadline;
  private Optional<ScenarioResult> broken = Optional.empty();

  ScenarioProbe(Runs runner, Supplier<String> technique, int rounds, Promises promises) {
    this.promises = promises;
    this.runner = runner;
    this.technique = technique;
    this.rounds = rounds;
  }

  /// True when the set-up makes what the race needs, so that each run starts from the same state.
  static boolean startsFresh(ScenarioPlan plan) {
    return plan.setUp().stream().anyMatch(request -> !request.method().equals("GET"));
  }

  private static final class Tally {
    int run;
    Optional<RunRecord> last = Optional.empty();
    Optional<String> moot = Optional.empty();
    int overlapped;
    int shown;
    int notRemoved;
    final List<Long> spreads = new ArrayList<>();
    final TreeSet<Long> offsetsShown = new TreeSet<>();
    Optional<Anomaly> anomaly = Optional.empty();
    final Set<String> brokenSerially = new TreeSet<>();
    final Set<String> unseen = new TreeSet<>();
  }

  /// What was known of the scenario in which the service went away.
  Optional<ScenarioResult> broken() {
    return broken;
  }

  /// @param allowed no run begins after this time, in {@link System#nanoTime()}
  /// @throws TargetException when the service is gone
  ScenarioResult probe(ScenarioPlan plan, long allowed) throws TargetException {
    deadline = allowed;
    Tally tally = new Tally();
    boolean fresh = startsFresh(plan);
    SerialBaseline baseline = new SerialBaseline(fresh, plan.foreignDataIsLeak());
    try {
      List<RunRecord> early = new ArrayList<>();
      if (!fresh) {
        // State that cannot be made anew may be used up by the serial runs, so race first.
        early.add(runner.run(plan, order(plan, 0), Optional.of(offsets(plan, 0))));
      }
      learn(plan, baseline, tally);
      boolean earlySuccess =
          early.stream()
              .flatMap(record -> record.racing().values().stream())
              .anyMatch(Exchange::isSuccess);
      if (baseline.alwaysRefused() && !earlySuccess) {
        return result(
            plan,
            tally,
            baseline,
            Optional.of(
                "the service refuses the requests even one after the other (%s)"
                    .formatted(
                        String.join(
                            ", ",
                            baseline.statuses().stream().sorted().map(String::valueOf).toList()))));
      }
      if (plan.foreignDataIsLeak() && onlyReads(plan) && baseline.answersAlike()) {
        tally.moot = Optional.of("nothing to judge: the answers do not depend on the sender");
        return result(plan, tally, baseline, Optional.empty());
      }
      for (int round = 0;
          round < rounds && (round < early.size() || runner.goesOn(deadline));
          round++) {
        if (tally.shown > 0 && tally.overlapped >= ROUNDS_FOR_SHARE) {
          break;
        }
        boolean sandwiched = round >= early.size();
        RunRecord record =
            sandwiched
                ? runner.run(plan, order(plan, round), Optional.of(offsets(plan, round)))
                : early.get(round);
        count(plan, record, round, sandwiched, baseline, tally);
        tally.last = sandwiched ? Optional.of(record) : tally.last;
      }
      return result(plan, tally, baseline, Optional.empty());
    } catch (Runs.NotRunnable | SlowAnswerException reason) {
      return result(plan, tally, baseline, Optional.ofNullable(reason.getMessage()));
    } catch (TargetException gone) {
      broken = Optional.of(result(plan, tally, baseline, Optional.ofNullable(gone.getMessage())));
      throw gone;
    }
  }

  private static boolean onlyReads(ScenarioPlan plan) {
    return plan.racing().stream().allMatch(request -> request.method().equals("GET"));
  }

  private void count(
      ScenarioPlan plan,
      RunRecord record,
      int round,
      boolean sandwiched,
      SerialBaseline baseline,
      Tally tally)
      throws TargetException, Runs.NotRunnable {
    tally.run++;
    tally.notRemoved += record.notRemoved().size();
    if (!record.overlapped()) {
      return;
    }
    tally.overlapped++;
    tally.spreads.add(record.spreadMicros());
    Optional<RunRecord> previous = tally.last;
    Optional<Anomaly> anomaly = baseline.judge(record, sandwiched, previous);
    Optional<String> broken = broken(plan, record, tally);
    if (broken.isEmpty() && (anomaly.isEmpty() || isOnlyRefused(plan, record, tally))) {
      return;
    }
    if (tally.anomaly.isEmpty()) {
      runner.rest(RECHECK_PAUSE_MILLIS);
      learn(plan, baseline, tally);
      anomaly = baseline.judge(record, sandwiched, previous);
      broken = broken(plan, record, tally);
    }
    if (broken.isPresent()) {
      anomaly = Optional.of(promise(broken.get(), anomaly, record, baseline));
    }
    if (anomaly.isEmpty()) {
      return;
    }
    tally.shown++;
    tally.offsetsShown.add(OFFSETS[round % OFFSETS.length]);
    boolean worse =
        tally.anomaly.isEmpty()
            || anomaly.get().severity().compareTo(tally.anomaly.get().severity()) < 0;
    if (worse) {
      tally.anomaly = anomaly;
    }
  }

  /// What a raced run broke and serial runs do not.
  private Optional<String> broken(ScenarioPlan plan, RunRecord record, Tally tally) {
    return promises.brokenBy(record, startsFresh(plan)).entrySet().stream()
        .filter(entry -> !tally.brokenSerially.contains(entry.getKey()))
        .map(entry ->
            "the invariant `%s` does not hold: %s".formatted(entry.getKey(), entry.getValue()))
        .findFirst();
  }

  private static Anomaly promise(
      String words, Optional<Anomaly> beside, RunRecord record, SerialBaseline baseline) {
    return new Anomaly(
        beside.map(Anomaly::rule).orElse(Anomaly.NOT_SERIALISABLE),
        Severity.HIGH,
        words,
        beside.map(Anomaly::places).orElse(List.of()),
        record,
        beside.map(Anomaly::nearest).orElseGet(() -> baseline.orders().getFirst()));
  }

  /// True when the run is what its successful requests do alone, and the others were refused: a
  /// service may refuse a request because another one runs, with a version or a lock.
  private boolean isOnlyRefused(ScenarioPlan plan, RunRecord record, Tally tally)
      throws TargetException, Runs.NotRunnable {
    List<String> ids = plan.racing().stream().map(RequestTemplate::id).toList();
    List<Integer> taken = new ArrayList<>();
    for (int index : record.order()) {
      Exchange exchange = record.racing().get(ids.get(index));
      if (exchange != null && exchange.isSuccess()) {
        taken.add(index);
      } else if (exchange == null || exchange.status() < 400 || exchange.status() >= 500) {
        return false;
      }
    }
    if (taken.isEmpty() || taken.size() == ids.size()) {
      return false;
    }
    SerialBaseline alone = new SerialBaseline(startsFresh(plan), plan.foreignDataIsLeak());
    RunRecord one = runner.run(plan, taken, Optional.empty());
    RunRecord other = runner.run(plan, taken, Optional.empty());
    tally.notRemoved += one.notRemoved().size() + other.notRemoved().size();
    alone.learn(one, other);
    Set<String> kept = Set.copyOf(taken.stream().map(ids::get).toList());
    return alone.judge(record.only(kept), true, Optional.empty()).isEmpty();
  }

  /// Runs every order of the racing requests twice.
  private void learn(ScenarioPlan plan, SerialBaseline baseline, Tally tally)
      throws TargetException, Runs.NotRunnable {
    for (List<Integer> order : orders(plan.racing().size())) {
      if (!runner.goesOn(deadline)) {
        throw new Runs.NotRunnable("the service is too slow for the time that is left");
      }
      RunRecord one = runner.run(plan, order, Optional.empty());
      RunRecord other = runner.run(plan, order, Optional.empty());
      tally.notRemoved += one.notRemoved().size() + other.notRemoved().size();
      tally.last = Optional.of(other);
      baseline.learn(one, other);
      for (RunRecord run : List.of(one, other)) {
        tally.brokenSerially.addAll(promises.brokenBy(run, startsFresh(plan)).keySet());
        tally.unseen.addAll(promises.unseen(run));
      }
    }
  }

  private ScenarioResult result(
      ScenarioPlan plan, Tally tally, SerialBaseline baseline, Optional<String> notRunnable) {
    List<Long> sorted = tally.spreads.stream().sorted().toList();
    return new ScenarioResult(
        plan,
        technique.get(),
        tally.run,
        tally.overlapped,
        sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2),
        tally.shown,
        tally.anomaly,
        baseline.orders(),
        List.copyOf(tally.offsetsShown),
        notRunnable,
        tally.moot,
        tally.notRemoved,
        notes(tally));
  }

  private static List<String> notes(Tally tally) {
    List<String> notes = new ArrayList<>();
    tally.brokenSerially.forEach(name ->
        notes.add(
            "the invariant `%s` does not hold one request after the other either, so it was not judged"
                .formatted(name)));
    tally.unseen.forEach(name ->
        notes.add(
            "the invariant `%s` was not judged in every run; its read-back did not answer with JSON"
                .formatted(name)));
    return notes;
  }

  private static List<Integer> order(ScenarioPlan plan, int round) {
    int racers = plan.racing().size();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < racers; i++) {
      order.add((i + round) % racers);
    }
    return order;
  }

  private static List<Long> offsets(ScenarioPlan plan, int round) {
    long step = OFFSETS[round % OFFSETS.length];
    List<Long> offsets = new ArrayList<>();
    for (int i = 0; i < plan.racing().size(); i++) {
      offsets.add(i * step);
    }
    return offsets;
  }

  /// All orders of up to three requests; of more, as many as stay affordable.
  static List<List<Integer>> orders(int racers) {
    List<List<Integer>> found = new ArrayList<>();
    permute(new ArrayList<>(), racers, found);
    return found;
  }

  private static void permute(List<Integer> chosen, int racers, List<List<Integer>> found) {
    if (found.size() >= MOST_ORDERS) {
      return;
    }
    if (chosen.size() == racers) {
      found.add(List.copyOf(chosen));
      return;
    }
    for (int i = 0; i < racers; i++) {
      if (!chosen.contains(i)) {
        chosen.addLast(i);
        permute(chosen, racers, found);
        chosen.removeLast();
      }
    }
  }
}
