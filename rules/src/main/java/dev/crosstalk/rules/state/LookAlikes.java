package dev.crosstalk.rules.state;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.python.effects.SharedPlace.Owner;
import dev.crosstalk.rules.race.RaceFinding;
import dev.crosstalk.rules.rule.Match;
import java.util.List;

/// What the rules about objects that look like the request's own and are shared have in common.
final class LookAlikes {
  private LookAlikes() {}

  /// @param what says why the place is one for all
  static List<Match> find(RuleId id, Program program, Owner owner, String what, String help) {
    return RaceFinding.byChange(id, Leaks.in(program, owner), hazard -> words(hazard, what, help));
  }

  private static RaceFinding.Words words(Hazard hazard, String what, String help) {
    int line = hazard.second().site().line();
    String outcome =
        hazard.shape() == Shape.STALE_READ
            ? "another request puts its own in %s, and line %s reads it"
                .formatted(Leaks.across(hazard), line)
            : "line %s gives what earlier requests put in to whoever asks".formatted(line);
    return new RaceFinding.Words(
        Severity.HIGH,
        "`%s` takes %s, but it %s: %s"
            .formatted(hazard.place().display(), Leaks.valueOf(hazard), what, outcome),
        help);
  }
}
