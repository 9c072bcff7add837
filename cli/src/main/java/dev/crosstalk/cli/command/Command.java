package dev.crosstalk.cli.command;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.OptionTable;
import java.io.IOException;

/// A verb of the command line.
public interface Command {

  /// The word after `crosstalk`.
  String name();

  /// One line for the list of verbs.
  String summary();

  /// What it takes.
  OptionTable options();

  /// Does the work. The document goes to standard output, everything else to standard error.
  ///
  /// @return an {@link ExitCode}
  /// @throws dev.crosstalk.cli.args.UsageException when the arguments make no sense together
  /// @throws IOException when standard output cannot be written
  int run(Arguments arguments, Shell shell) throws IOException;
}
