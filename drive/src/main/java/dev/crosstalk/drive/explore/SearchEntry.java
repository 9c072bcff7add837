package dev.crosstalk.drive.explore;

import java.util.List;

/// What was done about one scenario.
///
/// @param operations raced, as people write them
/// @param mode the order whose schedules were searched: `strict`, `relaxed` or `serial`
/// @param schedules runs, the serial ones left out
/// @param searched those of the strategy that came to its end; the others are samples
/// @param serialRuns runs that gave the outcomes to measure by
/// @param outcomes distinct outcomes seen in the schedules
/// @param explored what was varied
/// @param notExplored what was not
/// @param notes facts worth telling that are no finding
public record SearchEntry(
    String scenario,
    List<String> operations,
    String mode,
    int schedules,
    int searched,
    int serialRuns,
    int outcomes,
    Claim claim,
    List<String> explored,
    List<String> notExplored,
    List<String> escapes,
    List<String> notes,
    long millis) {

  public SearchEntry {
    operations = List.copyOf(operations);
    explored = List.copyOf(explored);
    notExplored = List.copyOf(notExplored);
    escapes = List.copyOf(escapes);
    notes = List.copyOf(notes);
  }
}
