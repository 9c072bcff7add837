package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.OneLine;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.config.Settings;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.Finder;
import dev.crosstalk.cli.discovery.Paths;
import dev.crosstalk.cli.discovery.Target;
import dev.crosstalk.cli.run.ProgressLine;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.run.ScanRequest;
import dev.crosstalk.cli.run.Sieve;
import dev.crosstalk.cli.run.Threshold;
import dev.crosstalk.model.Gap;
import dev.crosstalk.python.ProgramReader;
import dev.crosstalk.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
    return arguments.has(ScanOptions.WATCH)
        ? Watching.run(arguments, shell, () -> once(arguments, shell))
        : once(arguments, shell);
  }

  private int once(Arguments arguments, Shell shell) throws IOException {
    Optional<Stdin> stdin = Stdin.of(arguments, shell);
    Optional<String> reason = AddedIgnores.reason(arguments, stdin.isPresent());
    ScanPlan plan =
        stdin.isPresent()
            ? ScanPlan.of(arguments, shell, List.of(stdin.get().target()))
            : ScanPlan.of(arguments, shell);
    List<String> troubles = new ArrayList<>(plan.troubles());
    List<Outputs.Output> outputs =
        Outputs.of(arguments, configuredFormat(plan.settings(), troubles));
    if (arguments.has(ScanOptions.SHOW_SETTINGS)) {
      troubles.forEach(shell::say);
      shell.out().append(SettingsText.of(plan));
      return troubles.isEmpty() ? ExitCode.CLEAN : ExitCode.TROUBLE;
    }

    Discovery discovery =
        stdin.isPresent()
            ? stdin.get().discovery(shell.directory(), plan.files())
            : Finder.find(plan.targets(), shell.directory(), plan.files());
    troubles.addAll(discovery.troubles());
    if (discovery.program().isEmpty() && discovery.troubles().isEmpty()) {
      troubles.add(nothingFound(plan.targets(), discovery));
    }
    if (arguments.has(ScanOptions.SHOW_FILES)) {
      troubles.forEach(shell::say);
      for (Path file : discovery.program()) {
        shell.out().append(OneLine.of(Paths.relative(discovery.root(), file))).append('\n');
      }
      return troubles.isEmpty() ? ExitCode.CLEAN : ExitCode.TROUBLE;
    }

    Novelty novelty = new Novelty(arguments, shell, plan, discovery, troubles);
    Sieve sieve = novelty.sieve();
    troubles.forEach(shell::say);
    ScanRequest request = plan.request(name(), discovery, plan.rules(), sieve);
    ScanJob.Outcome outcome =
        scan(
            request,
            arguments,
            shell,
            reader -> {
              stdin.ifPresent(source -> reader.with(source.contents()));
              return arguments.has(ScanOptions.SHOW_UNRESOLVED) ? reader.noting(false) : reader;
            });
    if (arguments.has(ScanOptions.CONFIRM)) {
      outcome =
          Suspicions.confirmed(
              outcome, discovery.root(), discovery.shownRoot(), arguments, shell, troubles);
    }
    boolean written = true;
    if (reason.isPresent()) {
      AddedIgnores.Left left = AddedIgnores.write(outcome, discovery, shell, reason.get());
      outcome = left.outcome();
      written = left.complete();
    }
    written &= new Printing(arguments, shell, plan.rules()).print(outcome, outputs);
    warn(outcome, outputs, arguments, shell);
    written &= novelty.finish();
    if (!written || !troubles.isEmpty()) {
      return ExitCode.TROUBLE;
    }
    boolean failed = Threshold.isReached(outcome.report(), plan.failOn());
    return failed && !arguments.has(ScanOptions.EXIT_ZERO) ? ExitCode.FINDINGS : ExitCode.CLEAN;
  }

  private static ScanJob.Outcome scan(
      ScanRequest request, Arguments arguments, Shell shell, UnaryOperator<ProgramReader> prepare) {
    if (!shell.errIsTerminal() || arguments.has(OutputOptions.QUIET)) {
      return ScanJob.run(request, _ -> {}, prepare);
    }
    try (ProgressLine line = new ProgressLine(shell.err())) {
      return ScanJob.run(request, line, prepare);
    }
  }

  private static ReportFormat configuredFormat(Settings settings, List<String> troubles) {
    Optional<String> word = settings.outputFormat();
    Optional<ReportFormat> format = word.flatMap(ReportFormat::of);
    if (word.isPresent() && format.isEmpty()) {
      troubles.add(
          "output-format in the configuration must be one of "
              + String.join(", ", ReportFormat.labels()));
    }
    return format.orElse(ReportFormat.FULL);
  }

  private static String nothingFound(List<Target> targets, Discovery discovery) {
    String paths = String.join(", ", targets.stream().map(Target::given).toList());
    String leftOut = discovery.leftOut().phrase();
    return "no Python file to judge in %s%s"
        .formatted(paths, leftOut.isEmpty() ? "" : "; left out: " + leftOut);
  }

  /// A document for machines carries its gaps inside; a person is told the one that matters most.
  private static void warn(
      ScanJob.Outcome outcome, List<Outputs.Output> outputs, Arguments arguments, Shell shell) {
    boolean seen =
        outputs.stream().anyMatch(output -> output.isPrinted() && output.format().isForTerminals());
    if (seen || arguments.has(OutputOptions.QUIET)) {
      return;
    }
    outcome.report().gaps().stream()
        .filter(gap -> gap.kind() == Gap.Kind.NO_ENTRY_POINT)
        .forEach(gap -> shell.say("warning: " + gap.message()));
  }
}
