package dev.crosstalk.rules.state;

import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.rules.race.RaceFinding;
import java.util.List;

/// What the rules about leaking request data have in common.
public final class Leaks {
  private Leaks() {}

  /// Hazards in which a request reads what another one wrote.
  public static List<Hazard> of(Program program) {
    return program.hazards().stream()
        .filter(
            hazard -> hazard.shape() == Shape.STALE_READ || hazard.shape() == Shape.FOREIGN_READ)
        .toList();
  }

  /// Hazards in which a request finds what another one left in a place with this holder.
  static List<Hazard> in(Program program, Owner owner) {
    return program.hazards().stream()
        .filter(hazard -> hazard.place().owner() == owner)
        .filter(hazard ->
            hazard.shape() == Shape.STALE_READ
                || hazard.shape() == Shape.FOREIGN_READ
                || hazard.shape() == Shape.LEFT_BEHIND)
        .toList();
  }

  /// What to say about one of them.
  public static RaceFinding.Words words(Hazard hazard, String help) {
    String place = hazard.place().display();
    String value = hazard.first().value();
    String what =
        value.isEmpty() || value.equals("…")
            ? "a value of one request"
            : "`" + value + "` of one request";
    String message =
        hazard.shape() == Shape.FOREIGN_READ
            ? "`%s` keeps %s, written by %s; %s reads it for whoever asks"
                .formatted(place, what, hazard.writer(), hazard.origins().getFirst())
            : "`%s` holds %s %s; another request overwrites it and this read returns the other's value"
                .formatted(place, what, across(hazard));
    return new RaceFinding.Words(Severity.CRITICAL, message, help);
  }

  /// The value of the request, as a message names it.
  static String valueOf(Hazard hazard) {
    String value = hazard.first().value();
    return value.isEmpty() || value.equals("…") ? "a value of one request" : "`" + value + "`";
  }

  static String across(Hazard hazard) {
    Pause pause = hazard.pause().orElseThrow();
    return switch (pause.how()) {
      case AWAIT -> "across the await on line %s".formatted(pause.site().line());
      case THREAD_HOP -> "across a hop to the thread pool";
      case PREEMPTION -> "while other threads of the pool run";
      case RESPONSE -> "until after the response";
    };
  }
}
