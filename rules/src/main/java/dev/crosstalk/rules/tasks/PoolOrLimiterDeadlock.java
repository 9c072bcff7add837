package dev.crosstalk.rules.tasks;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Activity.Guarded;
import dev.crosstalk.python.effects.Activity.Under;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.way.UnderFinding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// CT503: who holds a slot of something bounded asks for another one of the same.
public final class PoolOrLimiterDeadlock {
  private static final RuleId ID = new RuleId("CT503", "pool-or-limiter-deadlock");

  /// The rule.
  public static final Rule RULE =
      new Rule(
          ID,
          Severity.HIGH,
          "A request that holds a slot of a pool or limiter waits for a second one of the same.",
          true,
          PoolOrLimiterDeadlock::check);

  private PoolOrLimiterDeadlock() {}

  private static List<Match> check(Program program) {
    Activity activity = program.activity();
    Map<String, Under> found = new LinkedHashMap<>();
    for (Under under : activity.under(deed -> deed.kind() == Activity.Kind.TAKE)) {
      Guarded outer = under.hold().what();
      Guarded inner = under.deed().guarded().orElseThrow();
      if (!outer.exclusive() && outer.single() && outer.id().equals(inner.id())) {
        found.merge(outer.id() + "\n" + under.deed().site().key(), under, UnderFinding::shorter);
      }
    }
    List<Match> matches = new ArrayList<>();
    found.values().forEach(under -> matches.add(match(under, activity)));
    return matches;
  }

  private static Match match(Under under, Activity activity) {
    Guarded pool = under.hold().what();
    return UnderFinding.match(
        ID,
        "slots:" + pool.id(),
        pool.display(),
        under,
        activity,
        Optional.of(new Evidence.SharedLocation(pool.display(), pool.type(), Optional.empty())),
        new UnderFinding.Words(
            Severity.HIGH,
            Confidence.HIGH,
            "a second slot of `%s` is waited for here by a request that holds one since line %s; when every slot is held like this, all wait for ever"
                .formatted(pool.display(), under.hold().taken().line()),
            "Hand the slot or the connection on to the callee, or give the first one back"
                + " before."));
  }
}
