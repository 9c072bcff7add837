package dev.crosstalk.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The picture people draw on a whiteboard: lanes are requests, rows are steps t1…tn.
///
/// @param lanes at least one; ids are unique
/// @param steps in time order; every step names a known lane
public record Interleaving(List<Lane> lanes, List<Step> steps) {

  public Interleaving {
    lanes = List.copyOf(lanes);
    steps = List.copyOf(steps);
    if (lanes.isEmpty() || steps.isEmpty()) {
      throw new IllegalArgumentException("an interleaving has lanes and steps");
    }
    if (lanes.stream().map(Lane::id).distinct().count() != lanes.size()) {
      throw new IllegalArgumentException("lane ids repeat");
    }
    for (Step step : steps) {
      if (lanes.stream().noneMatch(lane -> lane.id().equals(step.lane()))) {
        throw new IllegalArgumentException("unknown lane " + step.lane());
      }
    }
  }

  /// One request, task or thread.
  ///
  /// @param id short and unique, usually `A` or `B`
  /// @param label what a person calls it, for example `Request A`
  /// @param origin what started it, for example `GET /reports/{report_id}`
  /// @param identity on whose behalf it runs, when that is known
  public record Lane(String id, String label, String origin, Optional<String> identity) {}

  /// One row.
  ///
  /// @param lane id of the lane that acts
  /// @param text one line, the source text or a sentence about it
  /// @param path file of the step, relative to the root
  /// @param line 1-based line in `path`
  /// @param location the shared location that is touched
  /// @param value what the location holds after the step, or what was read
  /// @param writtenBy id of the lane whose write the read value comes from
  public record Step(
      String lane,
      Kind kind,
      String text,
      Optional<String> path,
      OptionalInt line,
      Optional<String> location,
      Optional<String> value,
      Optional<String> writtenBy) {}

  /// What a step does.
  public enum Kind {
    /// The request enters the application.
    START,
    /// A call that leads to the next steps.
    CALL,
    READ,
    WRITE,
    /// A read whose outcome decides whether the act happens.
    CHECK,
    /// Control goes back to the event loop, or the thread can be preempted.
    SUSPEND,
    RESUME,
    LOCK,
    UNLOCK,
    /// A context variable or database statement; the text says which.
    CONTEXT,
    SQL,
    RESPOND,
    NOTE;

    /// The lower-case word used in every report.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
