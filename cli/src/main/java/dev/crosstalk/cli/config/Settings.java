package dev.crosstalk.cli.config;

import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a configuration file asks for; every part may be absent.
///
/// There is deliberately no way to name an interpreter, a host or a command here: a file of the
/// scanned project never decides what is executed or contacted.
///
/// @param rules the selectors of the file
/// @param severities severity by selector, in the order of the file
/// @param paths patterns of files by the selector of the rules that are confined to them
/// @param exclude replaces the built-in list of folders that are left out
/// @param extendExclude is left out in addition
/// @param gaps what has no effect, for example a key nobody knows
/// @param troubles one line for each value that cannot be used
public record Settings(
    Selectors rules,
    Map<String, Severity> severities,
    Map<String, List<String>> paths,
    Optional<List<String>> exclude,
    List<String> extendExclude,
    Optional<Boolean> includeTests,
    Optional<Boolean> forceExclude,
    Optional<Boolean> respectGitignore,
    Optional<Severity> failOn,
    Optional<String> outputFormat,
    List<Gap> gaps,
    List<String> troubles) {

  public Settings {
    severities = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(severities));
    paths = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(paths));
    exclude = exclude.map(List::copyOf);
    extendExclude = List.copyOf(extendExclude);
    gaps = List.copyOf(gaps);
    troubles = List.copyOf(troubles);
  }

  /// Nothing asked for.
  public static Settings none() {
    return trouble(List.of());
  }

  /// Nothing that can be used, for the given reasons.
  public static Settings trouble(List<String> troubles) {
    return new Settings(
        Selectors.none("no file"),
        Map.of(),
        Map.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        troubles);
  }
}
