package dev.crosstalk.rules.atomicity;

import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.python.effects.Pause;
import java.util.List;

/// What the rules about broken atomicity have in common.
final class Windows {
  private Windows() {}

  static List<Hazard> of(Program program, Shape shape) {
    return program.hazards().stream().filter(hazard -> hazard.shape() == shape).toList();
  }

  static String across(Hazard hazard) {
    Pause pause = hazard.pause().orElseThrow();
    return switch (pause.how()) {
      case AWAIT -> "after the await on line %d".formatted(pause.site().line());
      case THREAD_HOP -> "after a hop to the thread pool";
      case PREEMPTION ->
          "after the call on line %d, where threads can switch".formatted(pause.site().line());
      case RESPONSE -> "after the response";
    };
  }
}
