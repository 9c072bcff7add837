package dev.crosstalk.cli.config;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.names.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a configuration file asks for; every part may be absent.
///
/// There is deliberately no way to name an interpreter, a host or a command here: a file of the
/// scanned project never decides what is executed or contacted.
///
/// @param rules the selectors of the file
/// @param severities severities instead of those of the rules
/// @param paths patterns of files by the selector of the rules that are confined to them
/// @param perFileIgnores rules that are not reported in some files
/// @param minimumSeverity findings below it are left out
/// @param minimumConfidence findings below it are left out
/// @param exclude replaces the built-in list of folders that are left out
/// @param extendExclude is left out in addition
/// @param vocabulary what the project says about its functions and classes
/// @param gaps what has no effect, for example a key nobody knows
/// @param troubles one line for each value that cannot be used
public record Settings(
    Selectors rules,
    Severities severities,
    Map<String, List<String>> paths,
    PerFileIgnores perFileIgnores,
    Optional<Severity> minimumSeverity,
    Optional<Confidence> minimumConfidence,
    Optional<List<String>> exclude,
    List<String> extendExclude,
    Optional<Boolean> includeTests,
    Optional<Boolean> forceExclude,
    Optional<Boolean> respectGitignore,
    Optional<FailOn> failOn,
    Optional<String> outputFormat,
    Vocabulary vocabulary,
    List<Gap> gaps,
    List<String> troubles) {

  public Settings {
    paths = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(paths));
    exclude = exclude.map(List::copyOf);
    extendExclude = List.copyOf(extendExclude);
    gaps = List.copyOf(gaps);
    troubles = List.copyOf(troubles);
  }

  /// The same with more troubles.
  Settings with(List<String> more) {
    List<String> all = new java.util.ArrayList<>(more);
    all.addAll(troubles);
    return instead(gaps, all);
  }

  /// The same with other things to tell.
  Settings instead(List<Gap> toldGaps, List<String> toldTroubles) {
    return new Settings(
        rules,
        severities,
        paths,
        perFileIgnores,
        minimumSeverity,
        minimumConfidence,
        exclude,
        extendExclude,
        includeTests,
        forceExclude,
        respectGitignore,
        failOn,
        outputFormat,
        vocabulary,
        toldGaps,
        toldTroubles);
  }

  /// Nothing asked for.
  public static Settings none() {
    return trouble(List.of());
  }

  /// Nothing that can be used, for the given reasons.
  public static Settings trouble(List<String> troubles) {
    return new Settings(
        Selectors.none("no file"),
        Severities.none(),
        Map.of(),
        PerFileIgnores.none(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Vocabulary.none(),
        List.of(),
        troubles);
  }
}
