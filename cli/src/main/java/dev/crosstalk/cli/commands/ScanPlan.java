package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.config.ConfigFile;
import dev.crosstalk.cli.config.FailOn;
import dev.crosstalk.cli.config.Overrides;
import dev.crosstalk.cli.config.PerFileIgnores;
import dev.crosstalk.cli.config.RuleSelection;
import dev.crosstalk.cli.config.Selectors;
import dev.crosstalk.cli.config.Settings;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.FileRules;
import dev.crosstalk.cli.discovery.Target;
import dev.crosstalk.cli.run.RulePaths;
import dev.crosstalk.cli.run.ScanRequest;
import dev.crosstalk.cli.run.Sieve;
import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.rules.catalog.RuleCatalog;
import dev.crosstalk.rules.contract.ContractRule;
import dev.crosstalk.rules.contract.ContractRules;
import dev.crosstalk.rules.rule.Rule;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a scan does: the arguments laid over the settings of the file.
///
/// @param settings what the file says
/// @param catalog every rule there is
/// @param rules those that are run
/// @param troubles one line for each thing that cannot be used
record ScanPlan(
    List<Target> targets,
    Settings settings,
    List<Rule> catalog,
    List<Rule> rules,
    FileRules files,
    Optional<Severity> minimumSeverity,
    Optional<Confidence> minimumConfidence,
    PerFileIgnores perFileIgnores,
    FailOn failOn,
    List<String> troubles) {

  /// Reads arguments and the file.
  static ScanPlan of(Arguments arguments, Shell shell) {
    List<String> given = arguments.operands().isEmpty() ? List.of(".") : arguments.operands();
    return of(
        arguments,
        shell,
        given.stream().map(path -> new Target(path, shell.resolve(path))).toList());
  }

  static ScanPlan of(Arguments arguments, Shell shell, List<Target> targets) {
    Settings settings = settings(arguments, shell, targets.getFirst());
    List<String> troubles = new ArrayList<>(settings.troubles());
    List<Rule> catalog = RuleCatalog.all();
    List<RuleId> elsewhere = ContractRules.all().stream().map(ContractRule::id).toList();
    RuleSelection selection =
        RuleSelection.of(catalog, elsewhere, List.of(settings.rules(), selectors(arguments)));
    troubles.addAll(selection.unknown());
    PerFileIgnores ignores =
        arguments
            .list(ScanOptions.PER_FILE_IGNORES)
            .map(PerFileIgnores::of)
            .orElse(settings.perFileIgnores());
    troubles.addAll(
        RuleSelection.unknown(ignores.selectors(), "per-file-ignores", catalog, elsewhere));
    return new ScanPlan(
        targets,
        settings,
        catalog,
        selection.rules(),
        fileRules(arguments, settings),
        arguments
            .value(ScanOptions.SEVERITY)
            .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
            .or(settings::minimumSeverity),
        arguments
            .value(ScanOptions.CONFIDENCE)
            .map(word -> Confidence.valueOf(word.toUpperCase(Locale.ROOT)))
            .or(settings::minimumConfidence),
        ignores,
        failOn(arguments, settings.failOn().orElse(FailOn.DEFAULT)),
        troubles);
  }

  /// The scan of what was found, by these rules, each where the settings want it.
  ScanRequest request(String command, Discovery discovery, List<Rule> by, Sieve sieve) {
    return new ScanRequest(
        command,
        Version.text(),
        discovery,
        catalog,
        RulePaths.confine(by, settings.paths()),
        settings.severities(),
        settings.vocabulary(),
        sieve,
        settings.gaps());
  }

  /// What `--fail-on` says.
  static FailOn failOn(Arguments arguments, FailOn otherwise) {
    Optional<List<String>> words = arguments.list(ScanOptions.FAIL_ON);
    if (words.isEmpty()) {
      return otherwise;
    }
    return FailOn.of(words.get())
        .orElseThrow(() ->
            new UsageException(
                "--fail-on does not know '%s'; it takes %s"
                    .formatted(
                        FailOn.unknown(words.orElseThrow()), String.join(", ", FailOn.words()))));
  }

  /// What is not reported, without what needs the repository.
  List<Sieve.Mesh> meshes() {
    List<Sieve.Mesh> meshes = new ArrayList<>();
    if (!perFileIgnores.rules().isEmpty()) {
      meshes.add(
          new Sieve.Mesh("per-file-ignores", finding -> perFileIgnores.keeps(finding, catalog)));
    }
    minimumSeverity.ifPresent(least ->
        meshes.add(new Sieve.Mesh("severity", finding -> finding.severity().atLeast(least))));
    minimumConfidence.ifPresent(least ->
        meshes.add(
            new Sieve.Mesh("confidence", finding -> finding.confidence().compareTo(least) <= 0)));
    return meshes;
  }

  private static Settings settings(Arguments arguments, Shell shell, Target first) {
    Optional<String> file = Optional.empty();
    List<String> pairs = new ArrayList<>();
    for (String word : arguments.values(ScanOptions.CONFIG)) {
      if (word.contains("=") && !Files.exists(shell.resolve(word))) {
        pairs.add(word);
      } else {
        file = Optional.of(word);
      }
    }
    Overrides overrides = Overrides.of(pairs);
    if (arguments.has(ScanOptions.ISOLATED)) {
      if (file.isPresent()) {
        throw new UsageException("--config FILE and --isolated exclude each other");
      }
      return ConfigFile.without(overrides);
    }
    return file.map(name -> ConfigFile.named(shell.resolve(name), name, overrides))
        .orElseGet(() -> ConfigFile.nearest(first.path(), shell.directory(), overrides));
  }

  private static Selectors selectors(Arguments arguments) {
    return new Selectors(
        arguments.list(ScanOptions.SELECT),
        arguments.list(ScanOptions.EXTEND_SELECT).orElse(List.of()),
        arguments.list(ScanOptions.IGNORE).orElse(List.of()),
        "the arguments");
  }

  private static FileRules fileRules(Arguments arguments, Settings settings) {
    List<String> extend = new ArrayList<>(settings.extendExclude());
    arguments.list(ScanOptions.EXTEND_EXCLUDE).ifPresent(extend::addAll);
    return new FileRules(
        arguments.list(ScanOptions.EXCLUDE).or(settings::exclude),
        extend,
        arguments.has(ScanOptions.TESTS) || settings.includeTests().orElse(false),
        !arguments.has(ScanOptions.NO_GITIGNORE) && settings.respectGitignore().orElse(true),
        arguments.has(ScanOptions.FORCE) || settings.forceExclude().orElse(false));
  }
}
