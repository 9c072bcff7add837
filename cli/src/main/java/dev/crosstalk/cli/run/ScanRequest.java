package dev.crosstalk.cli.run;

import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Severity;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;
import java.util.Map;

/// What one scan judges, and by what.
///
/// @param command the verb that asked
/// @param version version of Crosstalk
/// @param discovery the files
/// @param catalog every rule there is
/// @param rules the rules that are run
/// @param severities severity by selector instead of the rule's own; the last one that fits counts
/// @param gaps what is known before the scan, from the configuration
public record ScanRequest(
    String command,
    String version,
    Discovery discovery,
    List<Rule> catalog,
    List<Rule> rules,
    Map<String, Severity> severities,
    List<Gap> gaps) {

  public ScanRequest {
    catalog = List.copyOf(catalog);
    rules = List.copyOf(rules);
    gaps = List.copyOf(gaps);
  }
}
