package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Shell;
import java.util.List;

/// `crosstalk server`: its help. The server itself is loaded by the launcher, because it needs
/// libraries that the image cannot link.
public final class ServerCommand implements Command {
  private static final OptionTable TABLE =
      new OptionTable(
          "crosstalk server",
          "Speak the Language Server Protocol on standard input and output: diagnostics on open and"
              + " save, hover with the interleaving, quick ignore. Editors start it; see"
              + " docs/editors.md.",
          List.of(),
          "");

  @Override
  public String name() {
    return "server";
  }

  @Override
  public String summary() {
    return "serve an editor (Language Server Protocol)";
  }

  @Override
  public OptionTable options() {
    return TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) {
    shell.say("the server is started by the launcher: run bin/crosstalk server");
    return ExitCode.TROUBLE;
  }
}
