package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Runs at the service, each written to the journal before it is judged.
final class RecordingRuns implements Runs {
  private final Runs live;
  private final Journal journal;
  private final UnaryOperator<String> clean;
  private final Supplier<String> technique;
  private final BooleanSupplier stopped;
  private long scenario;

  /// @param clean takes secrets out of a text
  /// @param stopped true when the user wants no further run
  RecordingRuns(
      Runs live,
      Supplier<String> technique,
      Journal journal,
      UnaryOperator<String> clean,
      BooleanSupplier stopped) {
    this.live = live;
    this.technique = technique;
    this.journal = journal;
    this.clean = clean;
    this.stopped = stopped;
  }

  /// What follows belongs to this scenario.
  void begin(int index) {
    scenario = index;
  }

  @Override
  public RunRecord run(ScenarioPlan plan, List<Integer> order, Optional<List<Long>> offsetsMicros)
      throws TargetException, NotRunnable {
    if (stopped.getAsBoolean()) {
      throw new InterruptedProbeException();
    }
    try {
      RunRecord run = live.run(plan, order, offsetsMicros);
      if (!journal.equals(Journal.NONE)) {
        journal.line(
            RunLines.line(
                "scenario",
                scenario,
                "technique",
                technique.get(),
                "run",
                RunLines.write(run, clean)));
      }
      return run;
    } catch (NotRunnable | SlowAnswerException refused) {
      end(String.valueOf(refused.getMessage()));
      throw refused;
    }
  }

  /// Writes down what came of a burst.
  void burst(Burst burst) {
    journal.line(RunLines.line("scenario", scenario, "burst", burst.figures()));
  }

  /// Writes down that no more runs of the scenario came, and why.
  void end(String reason) {
    journal.line(RunLines.line("scenario", scenario, "refused", clean.apply(reason)));
  }
}
