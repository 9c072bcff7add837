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
import dev.crosstalk.cli.run.ReplayJob;
import dev.crosstalk.cli.store.FailureFolder;
import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.explore.Proof;
import dev.crosstalk.drive.explore.ProofToken;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.oracles.OracleCatalog;
import dev.crosstalk.report.ReportFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `crosstalk replay`: a token in, the same interleaving out.
public final class ReplayCommand implements Command {
  private static final Option VARIABLE =
      Option.value(
          "--var",
          "NAME",
          "Also list every value of the shared places whose name contains NAME, with request and"
              + " line.");
  private static final OptionTable TABLE =
      new OptionTable(
          "crosstalk replay [OPTION]... TOKEN|ID",
          "Execute the interleaving of a token that crosstalk explore gave, or of a failure that it"
              + " saved, and draw it again.",
          List.of(
              ExploreOptions.APP_DIR,
              ExploreOptions.PYTHON,
              ExploreOptions.IDENTITIES,
              VARIABLE,
              ExploreOptions.ALLOW_HOST,
              ExploreOptions.ALLOW_DATABASE,
              ExploreOptions.MEMORY,
              ScanOptions.FORMAT,
              OutputOptions.FILE,
              ScanOptions.EXIT_ZERO,
              OutputOptions.COLOR,
              OutputOptions.WIDTH,
              OutputOptions.QUIET),
          """
          The token names the application. It executes what it names: replay tokens of
          people you trust only.

          exit codes:
            0   the run ends well: what the token shows does not happen any more
            1   the run shows it again
            2   wrong usage, or an application that cannot be run
            3   a defect of Crosstalk
          """);

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String summary() {
    return "execute a proof of explore again";
  }

  @Override
  public OptionTable options() {
    return TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    List<Outputs.Output> outputs = Outputs.of(arguments, ReportFormat.FULL);
    if (arguments.operands().size() != 1) {
      throw new UsageException(
          "which proof? Give one token, such as xt1-…, or the name of a saved failure");
    }
    ReplayJob.Replayed replayed;
    try {
      String token = token(arguments, shell);
      Proof proof = ProofToken.read(token);
      replayed =
          ReplayJob.run(
              new ExploreJob.Request(
                  Version.text(),
                  ExploreOptions.target(arguments, shell, proof.app()),
                  arguments.value(ExploreOptions.APP_DIR).orElse("."),
                  ExploreOptions.identities(arguments, shell),
                  Optional.empty(),
                  Duration.ZERO,
                  List.of(),
                  List.of(),
                  line -> {}),
              proof,
              token,
              arguments.value(VARIABLE));
    } catch (DocumentException refused) {
      shell.say("replay: %s".formatted(refused.getMessage()));
      return ExitCode.TROUBLE;
    } catch (AgentException refused) {
      shell.say("replay: %s".formatted(refused.getMessage()));
      return refused.kind() == AgentException.Kind.INTERNAL ? ExitCode.DEFECT : ExitCode.TROUBLE;
    }
    boolean written =
        new Printing(arguments, shell, wanted -> OracleCatalog.infos())
            .print(replayed.report(), outputs);
    if (!written) {
      return ExitCode.TROUBLE;
    }
    return replayed.same() && !arguments.has(ScanOptions.EXIT_ZERO)
        ? ExitCode.FINDINGS
        : ExitCode.CLEAN;
  }

  private static String token(Arguments arguments, Shell shell) throws DocumentException {
    String given = arguments.operands().getFirst();
    if (!FailureFolder.isName(given)) {
      return given;
    }
    String folder = arguments.value(ExploreOptions.APP_DIR).orElse(".");
    return new FailureFolder(shell.resolve(folder)).find(given).token();
  }
}
