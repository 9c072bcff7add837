package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.schedule.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Makes a schedule easier to read: as few decisions as possible, the rest without a switch.
final class Shrinker {
  private static final int MAX_RUNS = 60;

  /// Whether a run still shows what is to be shown.
  interface Question {
    boolean test(RunResult result) throws AgentException;
  }

  private final Runner runner;
  private final Collection<Location> watch;
  private final Question stillBad;
  private int runs;

  Shrinker(Runner runner, Collection<Location> watch, Question stillBad) {
    this.runner = runner;
    this.watch = watch;
    this.stillBad = stillBad;
  }

  int runs() {
    return runs;
  }

  /// The shortest beginning that, followed without a switch, still shows it; then single decisions
  /// dropped.
  Plan shrink(Plan plan, Deadline deadline) throws AgentException {
    List<String> best = plan.decisions();
    for (int length = 0; length < best.size() && may(deadline); length++) {
      if (shows(plan, best.subList(0, length))) {
        best = List.copyOf(best.subList(0, length));
        break;
      }
    }
    for (int i = best.size() - 1; i >= 0 && may(deadline); i--) {
      List<String> without = new ArrayList<>(best);
      without.remove(i);
      if (shows(plan, without)) {
        best = List.copyOf(without);
      }
    }
    return new Plan(plan.mode(), best, Optional.empty());
  }

  private boolean may(Deadline deadline) {
    return runs < MAX_RUNS && !deadline.over();
  }

  private boolean shows(Plan plan, List<String> decisions) throws AgentException {
    runs++;
    return stillBad.test(
        runner.run(new Plan(plan.mode(), decisions, Optional.empty()), watch, false));
  }
}
