package dev.crosstalk.rules.catalog;

import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// All rules, sorted by code. To add one, add its line here.
public final class RuleCatalog {
  private static final List<Rule> ALL = List.of();

  private RuleCatalog() {}

  /// Every rule, also those that are off by default.
  public static List<Rule> all() {
    return ALL;
  }
}
