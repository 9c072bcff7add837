package dev.crosstalk.report.timeline;

import dev.crosstalk.model.Interleaving.Step;
import dev.crosstalk.report.timeline.Timeline.Row;

/// Tells a step in a sentence, for readers who step through a picture or cannot see it.
public final class Narration {
  private Narration() {}

  /// One or two sentences.
  public static String of(Timeline timeline, Row row) {
    Step step = row.step();
    String lane = timeline.label(row.lane());
    String what = step.location().orElse("");
    String value = step.value().map(held -> ": " + held).orElse("");
    String told =
        switch (step.kind()) {
          case START -> lane + " enters: " + step.text();
          case CALL -> lane + " calls " + step.text();
          case READ -> lane + " reads " + named(what, step) + value;
          case WRITE -> lane + " writes " + named(what, step) + value;
          case CHECK -> lane + " decides by " + named(what, step) + value;
          case SUSPEND -> lane + " gives control back at " + step.text() + " and waits";
          case RESUME -> lane + " goes on: " + step.text();
          case LOCK -> lane + " takes a lock: " + step.text();
          case UNLOCK -> lane + " lets a lock go: " + step.text();
          case CONTEXT -> lane + " touches its context: " + step.text();
          case SQL -> lane + " asks the database: " + step.text();
          case RESPOND -> lane + " answers: " + step.text();
          case NOTE -> step.text();
        };
    String crossing = row.crossing().map(crossed -> " " + crossed.sentence(timeline)).orElse("");
    return "t" + row.t() + " " + told + "." + crossing;
  }

  private static String named(String location, Step step) {
    return location.isEmpty() ? step.text() : location;
  }
}
