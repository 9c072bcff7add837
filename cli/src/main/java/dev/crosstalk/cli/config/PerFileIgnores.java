package dev.crosstalk.cli.config;

import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.discovery.PathPatterns;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.rules.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Rules that are not reported in some files.
///
/// @param rules selectors by pattern of files
public record PerFileIgnores(Map<String, List<String>> rules) {

  public PerFileIgnores {
    rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
  }

  /// Ignores nothing.
  public static PerFileIgnores none() {
    return new PerFileIgnores(Map.of());
  }

  /// Reads what the command line gives: `PATTERN:RULE`, where a rule without a pattern belongs to
  /// the pattern before it.
  ///
  /// @throws UsageException when a rule has no pattern
  public static PerFileIgnores of(List<String> items) {
    Map<String, List<String>> read = new LinkedHashMap<>();
    String pattern = "";
    for (String item : items) {
      int colon = item.lastIndexOf(':');
      if (colon >= 0) {
        pattern = item.substring(0, colon).strip();
      }
      String rule = item.substring(colon + 1).strip();
      if (pattern.isEmpty() || rule.isEmpty()) {
        throw new UsageException(
            "--per-file-ignores takes PATTERN:RULE, for example tests/:CT2, not '%s'"
                .formatted(item));
      }
      read.computeIfAbsent(pattern, _ -> new ArrayList<>()).add(rule);
    }
    return new PerFileIgnores(read);
  }

  /// Whether the finding is reported.
  ///
  /// @param catalog every rule there is
  public boolean keeps(Finding finding, List<Rule> catalog) {
    if (!(finding.place() instanceof Place.Source source)) {
      return true;
    }
    for (Map.Entry<String, List<String>> entry : rules.entrySet()) {
      boolean named =
          entry.getValue().stream()
              .anyMatch(selector -> RuleSelection.selects(selector, finding.rule(), catalog));
      if (named && new PathPatterns(List.of(entry.getKey())).contain(source.path())) {
        return false;
      }
    }
    return true;
  }

  /// Every selector that stands here.
  public List<String> selectors() {
    return rules.values().stream().flatMap(List::stream).distinct().toList();
  }
}
