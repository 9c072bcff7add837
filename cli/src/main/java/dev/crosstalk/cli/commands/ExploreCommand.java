package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.run.ExploreJob;
import dev.crosstalk.cli.run.Threshold;
import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.model.Severity;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.scenario.ScenarioFile;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.oracles.OracleCatalog;
import dev.crosstalk.report.ReportFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// `crosstalk explore`: an application in, confirmed interleavings and honest claims out.
public final class ExploreCommand implements Command {
  private static final Option SCENARIO =
      Option.value(
          "--scenario",
          "FILE",
          "Race these requests instead of those planned from the application's own OpenAPI"
              + " document; crosstalk contract --write-scenarios writes such a file.");
  private static final Option BUDGET =
      Option.value("--budget", "TIME", "Start no schedule after this time (default: 30s).");

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
              SCENARIO,
              BUDGET,
              ExploreOptions.ALLOW_HOST,
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
    Duration budget = ExploreOptions.time(BUDGET, arguments.value(BUDGET).orElse("30s"));
    ExploreJob.Outcome outcome;
    try {
      outcome =
          ExploreJob.run(
              new ExploreJob.Request(
                  Version.text(),
                  ExploreOptions.target(arguments, shell, app),
                  arguments.value(ExploreOptions.APP_DIR).orElse("."),
                  ExploreOptions.identities(arguments, shell),
                  scenarios(arguments, shell),
                  budget,
                  progress(arguments, shell)));
    } catch (DocumentException refused) {
      shell.say("%s: %s".formatted(app, refused.getMessage()));
      return ExitCode.TROUBLE;
    } catch (AgentException refused) {
      shell.say("%s: %s".formatted(app, refused.getMessage()));
      return refused.kind() == AgentException.Kind.INTERNAL ? ExitCode.DEFECT : ExitCode.TROUBLE;
    }
    ReportFormat format = format(arguments);
    boolean written =
        new Printing(arguments, shell, wanted -> OracleCatalog.infos())
            .print(outcome.report(), format);
    if (!written || outcome.broken()) {
      return ExitCode.TROUBLE;
    }
    Severity failOn =
        arguments
            .value(ScanOptions.FAIL_ON)
            .map(word -> Severity.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Severity.LOW);
    return Threshold.isReached(outcome.report().report(), failOn)
            && !arguments.has(ScanOptions.EXIT_ZERO)
        ? ExitCode.FINDINGS
        : ExitCode.CLEAN;
  }

  static ReportFormat format(Arguments arguments) {
    return arguments.value(ScanOptions.FORMAT).flatMap(ReportFormat::of).orElse(ReportFormat.FULL);
  }

  private static Optional<List<ScenarioPlan>> scenarios(Arguments arguments, Shell shell)
      throws DocumentException {
    if (!arguments.has(SCENARIO)) {
      return Optional.empty();
    }
    String file = arguments.value(SCENARIO).orElseThrow();
    return Optional.of(ScenarioFile.parse(ExploreOptions.text(file, shell)));
  }

  private static Consumer<String> progress(Arguments arguments, Shell shell) {
    boolean shown = shell.errIsTerminal() && !arguments.has(OutputOptions.QUIET);
    return line -> {
      if (shown) {
        shell.say(line);
      }
    };
  }
}
