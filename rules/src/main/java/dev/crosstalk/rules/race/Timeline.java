package dev.crosstalk.rules.race;

import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.model.Interleaving.Step;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Draws a hazard as two requests on a whiteboard.
final class Timeline {
  private static final int SHOWN_CALLS = 2;
  private final Hazard hazard;
  private final String location;
  private final List<Step> steps = new ArrayList<>();

  private Timeline(Hazard hazard) {
    this.hazard = hazard;
    this.location = hazard.place().display();
  }

  static Interleaving of(Hazard hazard) {
    Timeline timeline = new Timeline(hazard);
    String readers = hazard.origins().isEmpty() ? hazard.writer() : hazard.origins().getFirst();
    String first = readers;
    switch (hazard.shape()) {
      case STALE_READ -> timeline.staleRead();
      case FOREIGN_READ, LEFT_BEHIND, CACHED_FOR_ALL, CHOSEN_KEY -> {
        first = hazard.writer();
        timeline.foreignRead();
      }
      case READ_MODIFY_WRITE -> timeline.lostUpdate();
      case CHECK_THEN_ACT ->
          timeline.bothAct(
              "passes as well: A has not acted yet", "acts on a check that no longer holds");
      case LAZY_INIT, CACHE_FILL ->
          timeline.bothAct("is empty as well: A is not done", "makes it a second time");
    }
    return new Interleaving(
        List.of(
            new Lane("A", "Request A", first, Optional.empty()),
            new Lane("B", "Request B", readers, Optional.empty())),
        timeline.steps);
  }

  private void staleRead() {
    Access write = hazard.first();
    calls("A", write);
    access("A", Kind.WRITE, write, owned("A", write), Optional.empty(), "");
    pause("A");
    access("B", Kind.WRITE, write, owned("B", write), Optional.empty(), "");
    pause("B");
    if (hazard.second().equals(write)) {
      goesOn(write);
      return;
    }
    calls("A", hazard.second());
    access("A", Kind.READ, hazard.second(), owned("B", write), Optional.of("B"), "");
  }

  /// Nobody reads the place by name: everything that runs from here on is under its influence.
  private void goesOn(Access write) {
    Pause pause = hazard.pause().orElseThrow();
    step(
        "A",
        Kind.RESUME,
        "goes on under what B has set",
        pause.site(),
        owned("B", write),
        Optional.of("B"),
        true);
  }

  private void foreignRead() {
    Access write = hazard.first();
    calls("A", write);
    access("A", Kind.WRITE, write, owned("A", write), Optional.empty(), "");
    calls("B", hazard.second());
    access("B", Kind.READ, hazard.second(), owned("A", write), Optional.of("A"), "");
  }

  private void lostUpdate() {
    access("A", Kind.READ, hazard.first(), Optional.of("v"), Optional.empty(), "");
    pause("A");
    access("B", Kind.READ, hazard.first(), Optional.of("v"), Optional.empty(), "");
    pause("B");
    access("B", Kind.WRITE, hazard.second(), Optional.of("v changed by B"), Optional.empty(), "");
    access(
        "A",
        Kind.WRITE,
        hazard.second(),
        Optional.of("v changed by A"),
        Optional.empty(),
        "overwrites B's update, which is lost");
  }

  private void bothAct(String secondCheck, String secondAct) {
    access("A", Kind.CHECK, hazard.first(), Optional.empty(), Optional.empty(), "");
    pause("A");
    access("B", Kind.CHECK, hazard.first(), Optional.empty(), Optional.empty(), secondCheck);
    pause("B");
    access("A", Kind.WRITE, hazard.second(), Optional.of("changed by A"), Optional.empty(), "");
    access(
        "B",
        Kind.WRITE,
        hazard.second(),
        Optional.of("changed by A and B"),
        Optional.empty(),
        secondAct);
  }

  /// The last calls that lead to an access; the first entry of the chain is the handler itself.
  private void calls(String lane, Access access) {
    List<Site> calls = access.calls();
    for (int i = Math.max(1, calls.size() - SHOWN_CALLS); i < calls.size(); i++) {
      Site site = calls.get(i);
      step(lane, Kind.CALL, site.lineText(), site, Optional.empty(), Optional.empty(), false);
    }
  }

  private void access(
      String lane,
      Kind kind,
      Access access,
      Optional<String> value,
      Optional<String> writtenBy,
      String remark) {
    String text = access.site().lineText();
    step(
        lane,
        kind,
        remark.isEmpty() ? text : text + "  (" + remark + ")",
        access.site(),
        value,
        writtenBy,
        true);
  }

  private static Optional<String> owned(String lane, Access write) {
    return Optional.of(
        lane
            + "'s "
            + (write.value().isEmpty() || write.value().equals("…") ? "value" : write.value()));
  }

  private void pause(String lane) {
    Pause pause = hazard.pause().orElseThrow();
    step(
        lane,
        Kind.SUSPEND,
        pauseText(pause),
        pause.site(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  static String pauseText(Pause pause) {
    return switch (pause.how()) {
      case AWAIT -> pause.site().lineText();
      case THREAD_HOP -> "runs in the thread pool: another request may run meanwhile";
      case PREEMPTION ->
          pause.site().lineText() + "  (the interpreter may switch threads behind a call)";
      case RESPONSE -> "the response is sent; the rest runs later";
    };
  }

  private void step(
      String lane,
      Kind kind,
      String text,
      Site site,
      Optional<String> value,
      Optional<String> writtenBy,
      boolean touches) {
    steps.add(
        new Step(
            lane,
            kind,
            text,
            Optional.of(site.module().path()),
            OptionalInt.of(site.line()),
            touches ? Optional.of(location) : Optional.empty(),
            value,
            writtenBy));
  }
}
