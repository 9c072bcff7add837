package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.OneLine;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.config.FailOn;
import dev.crosstalk.cli.run.ProbeJob;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.run.Threshold;
import dev.crosstalk.cli.store.RunFolder;
import dev.crosstalk.drive.http.ProbeRecord;
import dev.crosstalk.model.RuleInfo;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.report.ReportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `crosstalk report`: a run that is kept, judged and drawn again without the service.
public final class ReportCommand implements Command {
  private static final OptionTable TABLE =
      new OptionTable(
          "crosstalk report [OPTION]... [RUN]",
          "Judge a kept run again and print it, without the service; without RUN, list the runs"
              + " that are kept. RUN is a name of that list, the beginning of one, or a file.",
          List.of(
              ScanOptions.FORMAT,
              OutputOptions.FILE,
              ScanOptions.FAIL_ON,
              ScanOptions.EXIT_ZERO,
              OutputOptions.COLOR,
              OutputOptions.WIDTH,
              OutputOptions.QUIET),
          """
          exit codes:
            0   nothing found at or above --fail-on
            1   findings at or above --fail-on
            2   wrong usage, no such run, or a run that ended early
            3   a defect of Crosstalk
          """);

  @Override
  public String name() {
    return "report";
  }

  @Override
  public String summary() {
    return "print a kept run of probe again, or list them";
  }

  @Override
  public OptionTable options() {
    return TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    if (arguments.operands().size() > 1) {
      throw new UsageException("one run at a time");
    }
    try {
      return arguments.operands().isEmpty()
          ? list(shell)
          : print(arguments, shell, arguments.operands().getFirst());
    } catch (DocumentException wrong) {
      shell.say(String.valueOf(wrong.getMessage()));
      return ExitCode.TROUBLE;
    }
  }

  private static int print(Arguments arguments, Shell shell, String name)
      throws DocumentException, IOException {
    Path file = file(shell, name);
    ProbeRecord record;
    try {
      record = ProbeRecord.read(RunFolder.lines(file));
    } catch (DocumentException damaged) {
      throw new DocumentException("%s: %s".formatted(name, damaged.getMessage()), damaged);
    }
    ProbeJob.Outcome outcome = ProbeJob.again(record);
    List<Outputs.Output> outputs = Outputs.of(arguments, ReportFormat.FULL);
    List<RuleInfo> none = List.of();
    boolean written = new Printing(arguments, shell, _ -> none).print(outcome.report(), outputs);
    outcome.trouble().ifPresent(line -> shell.say("the run ended early: " + line));
    if (!written || outcome.trouble().isPresent()) {
      return ExitCode.TROUBLE;
    }
    return reached(arguments, outcome.report()) ? ExitCode.FINDINGS : ExitCode.CLEAN;
  }

  private static boolean reached(Arguments arguments, ScanJob.Outcome outcome) {
    FailOn failOn = ScanPlan.failOn(arguments, FailOn.DEFAULT);
    return Threshold.isReached(outcome.report(), failOn) && !arguments.has(ScanOptions.EXIT_ZERO);
  }

  private static Path file(Shell shell, String name) throws DocumentException {
    Path path = shell.resolve(name);
    if (name.contains("/") || Files.isRegularFile(path)) {
      return path;
    }
    return folder(shell).find(name);
  }

  private static RunFolder folder(Shell shell) throws DocumentException {
    return RunFolder.of(shell)
        .orElseThrow(() ->
            new DocumentException("no runs are kept: neither XDG_STATE_HOME nor HOME is set"));
  }

  private static int list(Shell shell) throws DocumentException, IOException {
    RunFolder folder = folder(shell);
    List<Path> runs;
    try {
      runs = folder.runs();
    } catch (IOException unreadable) {
      throw new DocumentException("cannot read " + folder.path(), unreadable);
    }
    if (runs.isEmpty()) {
      shell.say("no runs are kept in " + folder.path());
    }
    for (Path file : runs) {
      shell.out().append(line(file)).append('\n');
    }
    return ExitCode.CLEAN;
  }

  private static String line(Path file) {
    Optional<ProbeRecord> record;
    try {
      record = Optional.of(ProbeRecord.read(RunFolder.lines(file)));
    } catch (DocumentException damaged) {
      record = Optional.empty();
    }
    return RunFolder.name(file)
        + record
            .map(known ->
                "  %s  %s  %d of %d scenarios done"
                    .formatted(
                        OneLine.of(known.started()),
                        OneLine.of(known.target()),
                        known.done(),
                        known.scenarios()))
            .orElse("  cannot be read");
  }
}
