package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import java.io.IOException;
import java.util.List;

/// `crosstalk version`.
public final class VersionCommand implements Command {

  @Override
  public String name() {
    return "version";
  }

  @Override
  public String summary() {
    return "print the version";
  }

  @Override
  public OptionTable options() {
    return new OptionTable("crosstalk version", "Print the version.", List.of(), "");
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    shell.out().append("crosstalk ").append(Version.text()).append('\n');
    return ExitCode.CLEAN;
  }
}
