package dev.crosstalk.cli.config;

import dev.crosstalk.cli.args.Nearest;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.rules.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Which rules are run.
///
/// Sources are applied one after the other, weakest first; within one source the more specific
/// selector wins (code or name before the longer prefix before `ALL`), and at a tie the rule is
/// left out.
///
/// @param rules those that are run, in the order of the catalog
/// @param unknown one line for each selector that fits no rule
public record RuleSelection(List<Rule> rules, List<String> unknown) {
  private static final int EXACT = 100;

  public RuleSelection {
    rules = List.copyOf(rules);
    unknown = List.copyOf(unknown);
  }

  /// Chooses among `catalog`, beginning with the rules that are on by default.
  public static RuleSelection of(List<Rule> catalog, List<Selectors> sources) {
    return of(catalog, List.of(), sources);
  }

  /// Chooses among `catalog`, beginning with the rules that are on by default.
  ///
  /// @param elsewhere rules that other verbs run: one table of settings serves all verbs, so a
  ///   selector that fits one of them is not unknown
  public static RuleSelection of(
      List<Rule> catalog, List<RuleId> elsewhere, List<Selectors> sources) {
    Set<Rule> chosen = new LinkedHashSet<>();
    catalog.stream().filter(Rule::onByDefault).forEach(chosen::add);
    List<String> unknown = new ArrayList<>();
    for (Selectors source : sources) {
      List<String> select = new ArrayList<>(source.select().orElse(List.of()));
      select.removeIf(selector -> !isKnown(selector, catalog, elsewhere));
      // When no selector is left that means anything, the weaker choice stays: better to judge by
      // too many rules than by none.
      if (!select.isEmpty()) {
        chosen.clear();
      }
      select.addAll(source.extend());
      for (Rule rule : catalog) {
        int in = specificity(rule, select);
        int out = specificity(rule, source.ignore());
        if (in > out) {
          chosen.add(rule);
        } else if (out > 0) {
          chosen.remove(rule);
        }
      }
      unknown(source, catalog, elsewhere).forEach(unknown::add);
    }
    return new RuleSelection(catalog.stream().filter(chosen::contains).toList(), unknown);
  }

  /// Whether `selector` stands for `rule`.
  public static boolean matches(Rule rule, String selector) {
    return specificity(rule, selector) > 0;
  }

  /// Whether `selector` stands for the rule of a finding.
  ///
  /// @param catalog every rule there is; a finding of another one is selected by nothing
  public static boolean selects(String selector, RuleId rule, List<Rule> catalog) {
    return specificity(rule, selector) > 0
        && catalog.stream().anyMatch(known -> known.id().equals(rule));
  }

  /// One line for each selector that fits no rule.
  ///
  /// @param elsewhere rules that other verbs run
  /// @param where where the selectors stand, for the message
  public static List<String> unknown(
      List<String> selectors, String where, List<Rule> catalog, List<RuleId> elsewhere) {
    return unknown(
        new Selectors(java.util.Optional.empty(), selectors, List.of(), where), catalog, elsewhere);
  }

  private static boolean isKnown(String selector, List<Rule> catalog, List<RuleId> elsewhere) {
    return catalog.stream().anyMatch(rule -> matches(rule, selector))
        || elsewhere.stream().anyMatch(rule -> specificity(rule, selector) > 0);
  }

  private static List<String> unknown(
      Selectors source, List<Rule> catalog, List<RuleId> elsewhere) {
    List<String> words = new ArrayList<>();
    for (Rule rule : catalog) {
      words.add(rule.id().code());
      words.add(rule.id().name());
    }
    List<String> asked = new ArrayList<>(source.select().orElse(List.of()));
    asked.addAll(source.extend());
    asked.addAll(source.ignore());
    return asked.stream()
        .distinct()
        .filter(selector -> !isKnown(selector, catalog, elsewhere))
        .map(selector ->
            "unknown rule '%s' in %s%s (crosstalk rule --all lists them)"
                .formatted(selector, source.source(), Nearest.hint(selector, words)))
        .toList();
  }

  private static int specificity(Rule rule, List<String> selectors) {
    return selectors.stream().mapToInt(selector -> specificity(rule, selector)).max().orElse(0);
  }

  private static int specificity(Rule rule, String selector) {
    return specificity(rule.id(), selector);
  }

  private static int specificity(RuleId rule, String selector) {
    String upper = selector.toUpperCase(Locale.ROOT);
    if (upper.equals("ALL")) {
      return 1;
    }
    if (upper.equals(rule.code()) || selector.equalsIgnoreCase(rule.name())) {
      return EXACT;
    }
    return upper.startsWith("CT") && rule.code().startsWith(upper) ? upper.length() : 0;
  }
}
