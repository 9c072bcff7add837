package dev.crosstalk.cli.config;

import dev.crosstalk.cli.discovery.PathPatterns;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Severity;
import dev.crosstalk.rules.rule.Rule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Severities that the configuration sets instead of those of the rules. The last one that fits
/// counts, and one for a path before one for the whole project.
///
/// @param byRule severity by selector
/// @param byPath severity by selector, by pattern of files
public record Severities(Map<String, Severity> byRule, Map<String, Map<String, Severity>> byPath) {

  public Severities {
    byRule = Collections.unmodifiableMap(new LinkedHashMap<>(byRule));
    byPath = Collections.unmodifiableMap(new LinkedHashMap<>(byPath));
  }

  /// Sets nothing.
  public static Severities none() {
    return new Severities(Map.of(), Map.of());
  }

  /// The finding with the severity that is set for it.
  ///
  /// @param catalog every rule there is
  public Finding weigh(Finding finding, List<Rule> catalog) {
    Severity severity = last(finding.severity(), byRule, finding, catalog);
    if (finding.place() instanceof Place.Source source) {
      for (Map.Entry<String, Map<String, Severity>> entry : byPath.entrySet()) {
        if (new PathPatterns(List.of(entry.getKey())).contain(source.path())) {
          severity = last(severity, entry.getValue(), finding, catalog);
        }
      }
    }
    return severity == finding.severity()
        ? finding
        : new Finding(
            finding.rule(),
            severity,
            finding.confidence(),
            finding.verdict(),
            finding.message(),
            finding.place(),
            finding.fingerprint(),
            finding.evidence(),
            finding.origins(),
            finding.help(),
            finding.confirms(),
            finding.replay());
  }

  private static Severity last(
      Severity otherwise, Map<String, Severity> severities, Finding finding, List<Rule> catalog) {
    Severity severity = otherwise;
    for (Map.Entry<String, Severity> entry : severities.entrySet()) {
      if (RuleSelection.selects(entry.getKey(), finding.rule(), catalog)) {
        severity = entry.getValue();
      }
    }
    return severity;
  }
}
