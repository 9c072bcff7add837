package dev.crosstalk.rules.state;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// CT105: a cached value that depends on the caller, under a key that does not.
public final class CacheKeyWithoutIdentity {
  private static final RuleId ID = new RuleId("CT105", "cache-key-without-identity");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.CRITICAL,
          "A cache keeps what was made for one caller under a key that other callers have, too.",
          true,
          CacheKeyWithoutIdentity::check);

  private CacheKeyWithoutIdentity() {}

  private static List<Match> check(Program program) {
    List<Hazard> cached =
        program.hazards().stream()
            .filter(hazard -> hazard.shape() == Shape.CACHED_FOR_ALL)
            .toList();
    return RaceFinding.byChange(ID, cached, CacheKeyWithoutIdentity::words);
  }

  private static RaceFinding.Words words(Hazard hazard) {
    boolean decorated = hazard.first().equals(hazard.second());
    String message =
        decorated
            ? "`%s` is kept for all callers, but what it returns depends on a context variable of the request, which is no part of the key"
                .formatted(hazard.place().display())
            : "`%s` is stored for one caller under a key that says nothing about the caller; line %s gives it to whoever asks"
                .formatted(hazard.place().display(), hazard.second().site().line());
    return new RaceFinding.Words(
        hazard.identity() ? Severity.CRITICAL : Severity.HIGH,
        message,
        "Make the caller a part of the key (a parameter of the cached function), or cache only what"
            + " is the same for everybody.");
  }
}
