package dev.crosstalk.rules.way;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Evidence.Hop;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.python.effects.Activity;
import dev.crosstalk.python.effects.Site;
import dev.crosstalk.rules.rule.Fingerprint;
import dev.crosstalk.rules.rule.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Makes findings whose proof is the chain of calls from an entry point to a place.
public final class WayFinding {
  private WayFinding() {}

  /// What a rule says.
  ///
  /// @param message one sentence
  /// @param help what to do about it
  public record Words(Severity severity, Confidence confidence, String message, String help) {}

  /// One finding at `site`.
  ///
  /// @param rootCause what must be mended, the same for all rules that see it
  /// @param identity what tells the finding from others of its function while code moves
  /// @param way the calls that lead there
  /// @param origins labels of all entry points that get there
  public static Match match(
      RuleId rule,
      String rootCause,
      String identity,
      Site site,
      Activity.Way way,
      List<String> origins,
      Optional<Evidence.SharedLocation> location,
      Words words) {
    return match(rule, rootCause, identity, site, hops(way, site), origins, location, words);
  }

  /// One finding at `site` with hops of its own.
  public static Match match(
      RuleId rule,
      String rootCause,
      String identity,
      Site site,
      List<Hop> hops,
      List<String> origins,
      Optional<Evidence.SharedLocation> location,
      Words words) {
    String path = site.module().path();
    return new Match(
        rootCause,
        new Finding(
            rule,
            words.severity(),
            words.confidence(),
            Verdict.SUSPECTED,
            words.message(),
            site.place(),
            Fingerprint.of(rule.code(), path, site.symbol(), identity),
            new Evidence.CallChain(location, hops),
            origins,
            words.help(),
            List.of(),
            Optional.empty()));
  }

  /// The calls of a way, then the place itself.
  public static List<Hop> hops(Activity.Way way, Site site) {
    List<Hop> hops = new ArrayList<>();
    for (Site call : way.calls()) {
      hops.add(hop(call, hops.isEmpty() ? way.origin() : call.symbol()));
    }
    hops.add(hop(site, site.symbol()));
    return hops;
  }

  /// One call as a reader sees it.
  public static Hop hop(Site site, String symbol) {
    return new Hop(symbol, site.lineText(), site.module().path(), site.line());
  }
}
