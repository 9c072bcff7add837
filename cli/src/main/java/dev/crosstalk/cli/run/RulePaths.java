package dev.crosstalk.cli.run;

import dev.crosstalk.cli.config.RuleSelection;
import dev.crosstalk.cli.discovery.PathPatterns;
import dev.crosstalk.model.Place;
import dev.crosstalk.rules.rule.Match;
import dev.crosstalk.rules.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Rules that the configuration confines to a part of the project. Elsewhere they are not merely
/// silenced, so that they take no other rule's place.
public final class RulePaths {
  private RulePaths() {}

  /// The same rules, those that a selector stands for confined to its patterns. Where several
  /// selectors stand for a rule, a file has to be in one of them.
  public static List<Rule> confine(List<Rule> rules, Map<String, List<String>> paths) {
    return rules.stream().map(rule -> confine(rule, paths)).toList();
  }

  private static Rule confine(Rule rule, Map<String, List<String>> paths) {
    List<String> patterns = new ArrayList<>();
    boolean confined = false;
    for (Map.Entry<String, List<String>> entry : paths.entrySet()) {
      if (RuleSelection.matches(rule, entry.getKey())) {
        confined = true;
        patterns.addAll(entry.getValue());
      }
    }
    if (!confined) {
      return rule;
    }
    PathPatterns inside = new PathPatterns(patterns);
    return new Rule(
        rule.id(),
        rule.severity(),
        rule.summary(),
        rule.onByDefault(),
        program ->
            rule.check().check(program).stream().filter(match -> stands(match, inside)).toList());
  }

  private static boolean stands(Match match, PathPatterns inside) {
    return !(match.finding().place() instanceof Place.Source source)
        || inside.contain(source.path());
  }
}
