package dev.crosstalk.cli.run;

import dev.crosstalk.cli.config.Severities;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.model.Gap;
import dev.crosstalk.python.names.Vocabulary;
import dev.crosstalk.rules.rule.Rule;
import java.util.List;

/// What one scan judges, and by what.
///
/// @param command the verb that asked
/// @param version version of Crosstalk
/// @param discovery the files
/// @param catalog every rule there is
/// @param rules the rules that are run
/// @param severities severities instead of those of the rules
/// @param vocabulary what the project says about its functions and classes
/// @param sieve what is not reported though it was found
/// @param gaps what is known before the scan, from the configuration
public record ScanRequest(
    String command,
    String version,
    Discovery discovery,
    List<Rule> catalog,
    List<Rule> rules,
    Severities severities,
    Vocabulary vocabulary,
    Sieve sieve,
    List<Gap> gaps) {

  /// A scan by the rules as they are, that leaves nothing out.
  public static ScanRequest plain(
      String command, String version, Discovery discovery, List<Rule> catalog, List<Rule> rules) {
    return new ScanRequest(
        command,
        version,
        discovery,
        catalog,
        rules,
        Severities.none(),
        Vocabulary.none(),
        Sieve.open(),
        List.of());
  }

  public ScanRequest {
    catalog = List.copyOf(catalog);
    rules = List.copyOf(rules);
    gaps = List.copyOf(gaps);
  }
}
