package dev.crosstalk.rules.atomicity;

import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.rules.race.RaceFinding;
import java.util.List;

/// What the rules about broken atomicity have in common.
final class Windows {
  private Windows() {}

  static List<Hazard> of(Program program, Shape shape) {
    return program.hazards().stream().filter(hazard -> hazard.shape() == shape).toList();
  }

  static List<Episode> of(Program program, Episode.Kind kind) {
    return program.episodes().stream().filter(episode -> episode.kind() == kind).toList();
  }

  /// The root cause of an episode in a function that also acts late: the late act, so that it is
  /// reported once.
  static String rootCause(Program program, Episode episode) {
    return rootCause(program, episode, episode.first().site());
  }

  static String rootCause(Program program, Episode episode, Site site) {
    return program.hazards().stream()
        .filter(hazard -> hazard.second().site().symbol().equals(site.symbol()))
        .filter(hazard -> hazard.second().site().module().path().equals(site.module().path()))
        .filter(hazard -> hazard.second().site().line() >= site.line())
        .findFirst()
        .map(RaceFinding::window)
        .orElse(episode.kind() + site.key());
  }

  /// What else is wrong in the window of a hazard; empty or a clause that begins with `; `.
  static String note(Program program, Hazard hazard) {
    return lockNote(program, hazard)
        + ProcessLocalStateWithManyWorkers.started(program, hazard.second().site())
            .filter(_ -> ProcessLocalStateWithManyWorkers.refusesBy(program, hazard))
            .map(deployment ->
                "; %s line %d starts several processes, and each has its own, whatever lock is held"
                    .formatted(deployment.source(), deployment.line()))
            .orElse("");
  }

  private static String lockNote(Program program, Hazard hazard) {
    String window = RaceFinding.window(hazard);
    for (Episode episode : program.episodes()) {
      if (episode.kind() == Episode.Kind.LOCK_OF_ONE_CALL
          && rootCause(program, episode).equals(window)) {
        return "; the lock of line %s is made anew by each call and keeps nobody out"
            .formatted(episode.first().site().line());
      }
      if (episode.kind() == Episode.Kind.LOCK_NOT_SHARED
          && rootCause(program, episode, episode.other().orElseThrow().site()).equals(window)) {
        return "; %s line %s holds a lock for it"
            .formatted(episode.first().site().module().path(), episode.first().site().line());
      }
    }
    return "";
  }

  static String across(Hazard hazard) {
    return across(hazard.pause().orElseThrow());
  }

  static String across(Pause pause) {
    return switch (pause.how()) {
      case AWAIT -> "after the await on line %s".formatted(pause.site().line());
      case THREAD_HOP -> "after a hop to the thread pool";
      case PREEMPTION ->
          "after the call on line %s, where threads can switch".formatted(pause.site().line());
      case RESPONSE -> "after the response";
    };
  }
}
