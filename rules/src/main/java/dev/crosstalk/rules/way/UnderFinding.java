package dev.crosstalk.rules.way;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Evidence.Hop;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Activity.Under;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.rules.rule.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes findings about what is done while a lock or a slot is held.
public final class UnderFinding {
  private UnderFinding() {}

  /// What a rule says; see {@link WayFinding.Words}.
  public record Words(Severity severity, Confidence confidence, String message, String help) {}

  /// One finding at the place of the deed.
  public static Match match(
      RuleId rule,
      String rootCause,
      String identity,
      Under under,
      Activity activity,
      Optional<Evidence.SharedLocation> location,
      Words words) {
    Site site = under.deed().site();
    List<Hop> hops = new ArrayList<>();
    activity
        .way(under.holder())
        .ifPresent(way -> {
          for (Site call : way.calls()) {
            hops.add(WayFinding.hop(call, hops.isEmpty() ? way.origin() : call.symbol()));
          }
        });
    hops.add(WayFinding.hop(under.hold().taken(), under.hold().taken().symbol()));
    under.between().forEach(call -> hops.add(WayFinding.hop(call, call.symbol())));
    hops.add(WayFinding.hop(site, site.symbol()));
    return WayFinding.match(
        rule,
        rootCause,
        identity,
        site,
        hops,
        activity.origins(under.holder()),
        location,
        new WayFinding.Words(words.severity(), words.confidence(), words.message(), words.help()));
  }

  /// The one with fewer calls in between.
  public static Under shorter(Under left, Under right) {
    return right.between().size() < left.between().size() ? right : left;
  }
}
