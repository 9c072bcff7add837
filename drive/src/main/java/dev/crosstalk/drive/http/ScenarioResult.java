package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.util.List;
import java.util.Optional;

/// What probing one scenario gave.
///
/// @param roundsRun races that were sent
/// @param roundsOverlapped races in which all requests were under way at the same time
/// @param spreadMicros median time between first and last release of these
/// @param shown rounds that showed the anomaly
/// @param offsetsShown offsets in microseconds at which it showed, ascending, each once
/// @param notRunnable why the scenario was not judged
/// @param moot why there was nothing to judge, when that is as it should be
/// @param notRemoved things that the clean-up could not remove
/// @param notes what else a reader should know
record ScenarioResult(
    ScenarioPlan plan,
    String technique,
    int roundsRun,
    int roundsOverlapped,
    long spreadMicros,
    int shown,
    Optional<Anomaly> anomaly,
    List<RunRecord> serial,
    List<Long> offsetsShown,
    Optional<String> notRunnable,
    Optional<String> moot,
    int notRemoved,
    List<String> notes) {

  ScenarioResult {
    notes = List.copyOf(notes);
    serial = List.copyOf(serial);
    offsetsShown = List.copyOf(offsetsShown);
  }
}
