package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.config.ConfigFile;
import dev.crosstalk.cli.config.RuleSelection;
import dev.crosstalk.cli.config.Selectors;
import dev.crosstalk.cli.config.Settings;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.FileRules;
import dev.crosstalk.cli.discovery.Finder;
import dev.crosstalk.cli.discovery.Target;
import dev.crosstalk.cli.run.ProgressLine;
import dev.crosstalk.cli.run.RulePaths;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.run.ScanRequest;
import dev.crosstalk.cli.run.Threshold;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.report.ReportFormat;
import dev.crosstalk.rules.catalog.RuleCatalog;
import dev.crosstalk.rules.contract.ContractRule;
import dev.crosstalk.rules.contract.ContractRules;
import dev.crosstalk.rules.rule.Rule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `crosstalk scan`: source in, findings out.
public final class ScanCommand implements Command {

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public String summary() {
    return "find where one request can hear another, by reading the source";
  }

  @Override
  public OptionTable options() {
    return ScanOptions.TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    List<String> troubles = new ArrayList<>();
    List<Target> targets = targets(arguments, shell);
    Settings settings = settings(arguments, shell, targets.getFirst());
    troubles.addAll(settings.troubles());
    ReportFormat format = format(arguments, settings, troubles);

    List<Rule> catalog = RuleCatalog.all();
    RuleSelection selection =
        RuleSelection.of(catalog, contractRules(), List.of(settings.rules(), selectors(arguments)));
    troubles.addAll(selection.unknown());

    Discovery discovery = Finder.find(targets, shell.directory(), fileRules(arguments, settings));
    troubles.addAll(discovery.troubles());
    if (discovery.program().isEmpty() && discovery.troubles().isEmpty()) {
      troubles.add(nothingFound(targets, discovery));
    }
    troubles.forEach(shell::say);

    ScanRequest request =
        new ScanRequest(
            name(),
            Version.text(),
            discovery,
            catalog,
            RulePaths.confine(selection.rules(), settings.paths()),
            settings.severities(),
            settings.gaps());
    ScanJob.Outcome outcome = scan(request, arguments, shell);
    if (arguments.has(ScanOptions.CONFIRM)) {
      outcome =
          Suspicions.confirmed(
              outcome, discovery.root(), discovery.shownRoot(), arguments, shell, troubles);
    }
    boolean written = new Printing(arguments, shell, selection.rules()).print(outcome, format);
    warn(outcome, format, arguments, shell);
    return exitCode(arguments, settings, outcome, written && troubles.isEmpty());
  }

  private static List<RuleId> contractRules() {
    return ContractRules.all().stream().map(ContractRule::id).toList();
  }

  private static ScanJob.Outcome scan(ScanRequest request, Arguments arguments, Shell shell) {
    if (!shell.errIsTerminal() || arguments.has(OutputOptions.QUIET)) {
      return ScanJob.run(request, _ -> {});
    }
    try (ProgressLine line = new ProgressLine(shell.err())) {
      return ScanJob.run(request, line);
    }
  }

  private static int exitCode(
      Arguments arguments, Settings settings, ScanJob.Outcome outcome, boolean complete) {
    if (!complete) {
      return ExitCode.TROUBLE;
    }
    Severity failOn =
        arguments
            .value(ScanOptions.FAIL_ON)
            .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
            .or(settings::failOn)
            .orElse(Severity.LOW);
    boolean failed = Threshold.isReached(outcome.report(), failOn);
    return failed && !arguments.has(ScanOptions.EXIT_ZERO) ? ExitCode.FINDINGS : ExitCode.CLEAN;
  }

  private static List<Target> targets(Arguments arguments, Shell shell) {
    List<String> given = arguments.operands().isEmpty() ? List.of(".") : arguments.operands();
    return given.stream().map(path -> new Target(path, shell.resolve(path))).toList();
  }

  private static Settings settings(Arguments arguments, Shell shell, Target first) {
    Optional<String> file = arguments.value(ScanOptions.CONFIG);
    if (arguments.has(ScanOptions.ISOLATED)) {
      if (file.isPresent()) {
        throw new UsageException("--config and --isolated exclude each other");
      }
      return Settings.none();
    }
    return file.map(name -> ConfigFile.named(shell.resolve(name), name))
        .orElseGet(() -> ConfigFile.nearest(first.path(), shell.directory()));
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

  private static ReportFormat format(
      Arguments arguments, Settings settings, List<String> troubles) {
    Optional<String> word = arguments.value(ScanOptions.FORMAT);
    if (word.isEmpty()) {
      word = arguments.value(OutputOptions.FILE).flatMap(ScanCommand::byEnding);
    }
    if (word.isEmpty() && settings.outputFormat().isPresent()) {
      word = settings.outputFormat().filter(ReportFormat.labels()::contains);
      if (word.isEmpty()) {
        troubles.add(
            "output-format in the configuration must be one of "
                + String.join(", ", ReportFormat.labels()));
      }
    }
    return word.flatMap(ReportFormat::of).orElse(ReportFormat.FULL);
  }

  private static Optional<String> byEnding(String file) {
    String lower = file.toLowerCase(Locale.ROOT);
    return ReportFormat.labels().stream().filter(label -> lower.endsWith("." + label)).findFirst();
  }

  private static String nothingFound(List<Target> targets, Discovery discovery) {
    String paths = String.join(", ", targets.stream().map(Target::given).toList());
    String leftOut = discovery.leftOut().phrase();
    return "no Python file to judge in %s%s"
        .formatted(paths, leftOut.isEmpty() ? "" : "; left out: " + leftOut);
  }

  /// A document for machines carries its gaps inside; a person is told the one that matters most.
  private static void warn(
      ScanJob.Outcome outcome, ReportFormat format, Arguments arguments, Shell shell) {
    boolean seen =
        (format == ReportFormat.FULL || format == ReportFormat.CONCISE)
            && !arguments.has(OutputOptions.FILE);
    if (seen || arguments.has(OutputOptions.QUIET)) {
      return;
    }
    outcome.report().gaps().stream()
        .filter(gap -> gap.kind() == Gap.Kind.NO_ENTRY_POINT)
        .forEach(gap -> shell.say("warning: " + gap.message()));
  }
}
