package dev.crosstalk.report.timeline;

import java.util.OptionalInt;

/// A step at which one lane hears the other.
///
/// @param from time of the other lane's write, absent when the picture does not show it
/// @param to time of the step itself
/// @param seen for [Kind#STALE_ACT], when the acting lane last looked
/// @param writer index of the lane that wrote
/// @param reader index of the lane that hears it
public record Crossing(
    Kind kind, OptionalInt from, int to, OptionalInt seen, int writer, int reader) {

  /// In which way.
  public enum Kind {
    /// The lane reads what the other wrote.
    FOREIGN_READ,
    /// The lane writes what it worked out from a value that the other has changed since.
    STALE_ACT
  }

  /// One sentence that tells what happens, for people who see such a picture the first time.
  public String sentence(Timeline timeline) {
    String hearer = timeline.label(reader);
    String other = timeline.label(writer);
    return switch (kind) {
      case FOREIGN_READ ->
          "At t"
              + to
              + " "
              + hearer
              + " reads what "
              + other
              + " wrote"
              + (from.isPresent() ? " at t" + from.getAsInt() : "")
              + ".";
      case STALE_ACT ->
          "At t"
              + to
              + " "
              + hearer
              + " acts on what it saw"
              + (seen.isPresent() ? " at t" + seen.getAsInt() : "")
              + ", but "
              + other
              + " changed it"
              + (from.isPresent() ? " at t" + from.getAsInt() : "")
              + ".";
    };
  }
}
