package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.config.FailOn;
import dev.crosstalk.cli.run.ExploreJob;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.run.Threshold;
import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.oracles.OracleCatalog;
import dev.crosstalk.report.ReportFormat;
import dev.crosstalk.rules.catalog.RuleCatalog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// `crosstalk explore`: an application in, confirmed interleavings and honest claims out.
public final class ExploreCommand implements Command {
  private static final Option TARGET =
      Option.list(
          "--target",
          "CODE@PATH:LINE",
          "Execute only what the scan of the application's folder finds there, such as"
              + " CT201@shop/orders.py:35.");

  private static final OptionTable TABLE =
      new OptionTable(
          "crosstalk explore [OPTION]... MODULE:APP",
          "Execute an ASGI application under a scheduler and search for orders of its steps in"
              + " which one request hears another. What is reported was executed, and a token"
              + " replays it.",
          List.of(
              ExploreOptions.APP_DIR,
              ExploreOptions.PYTHON,
              ExploreOptions.IDENTITIES,
              ExploreOptions.SCENARIO,
              ExploreOptions.INVARIANTS,
              ExploreOptions.BUDGET,
              TARGET,
              Exports.REPLAYS,
              Exports.SCENARIO,
              SavedFailures.NO_HISTORY,
              ExploreOptions.ALLOW_HOST,
              ExploreOptions.ALLOW_DATABASE,
              ExploreOptions.MEMORY,
              ScanOptions.FORMAT,
              OutputOptions.FILE,
              ScanOptions.FAIL_ON,
              ScanOptions.EXIT_ZERO,
              OutputOptions.COLOR,
              OutputOptions.WIDTH,
              OutputOptions.QUIET),
          """
          The application runs on this machine, as you, with its own settings: point it
          at a test database.

          exit codes:
            0   nothing confirmed at or above --fail-on
            1   something confirmed
            2   wrong usage, or an application that cannot be run
            3   a defect of Crosstalk
          """);

  @Override
  public String name() {
    return "explore";
  }

  @Override
  public String summary() {
    return "execute an application and prove races in it";
  }

  @Override
  public OptionTable options() {
    return TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    if (arguments.operands().size() != 1) {
      throw new UsageException("which application? Name one, such as service.main:app");
    }
    String app = arguments.operands().getFirst();
    Duration budget = ExploreOptions.budget(arguments, "30s");
    List<Outputs.Output> outputs = Outputs.of(arguments, ReportFormat.FULL);
    SavedFailures saved = new SavedFailures(arguments, shell, app);
    ExploreJob.Outcome outcome;
    ExploreJob.Request request;
    try {
      request =
          ExploreOptions.request(
                  arguments,
                  shell,
                  app,
                  arguments.value(ExploreOptions.APP_DIR).orElse("."),
                  budget)
              .after(saved.earlier());
      outcome =
          arguments.has(TARGET)
              ? Suspicions.aimed(request, arguments.list(TARGET).orElseThrow(), shell)
              : ExploreJob.run(request);
    } catch (DocumentException refused) {
      shell.say("%s: %s".formatted(app, refused.getMessage()));
      return ExitCode.TROUBLE;
    } catch (AgentException refused) {
      shell.say("%s: %s".formatted(app, refused.getMessage()));
      return refused.kind() == AgentException.Kind.INTERNAL ? ExitCode.DEFECT : ExitCode.TROUBLE;
    }
    Printing printing =
        arguments.has(TARGET)
            ? new Printing(arguments, shell, RuleCatalog.all())
            : new Printing(arguments, shell, wanted -> OracleCatalog.infos());
    ScanJob.Outcome found = saved.settle(outcome.report(), outcome.settled());
    boolean written = printing.print(found, outputs);
    written &=
        Exports.proofs(
            arguments,
            shell,
            request.target().folder(),
            found.report().findings(),
            outcome.shown());
    if (!written || outcome.broken()) {
      return ExitCode.TROUBLE;
    }
    FailOn failOn = ScanPlan.failOn(arguments, FailOn.DEFAULT);
    return Threshold.isReached(outcome.report().report(), failOn)
            && !arguments.has(ScanOptions.EXIT_ZERO)
        ? ExitCode.FINDINGS
        : ExitCode.CLEAN;
  }
}
