package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Option;
import java.util.List;

/// Options of every verb that prints a report.
final class OutputOptions {
  static final Option FILE =
      Option.value(
              "--output-file",
              "FILE",
              "Write the document to FILE instead of printing it; may be repeated; - prints it.")
          .or("-o");
  static final Option COLOR =
      Option.choice(
          "--color",
          "WHEN",
          List.of("auto", "always", "never"),
          "auto, always or never (default: auto; NO_COLOR is respected).");
  static final Option WIDTH =
      Option.value("--width", "COLUMNS", "Width of text (default: the terminal's, else 80).");
  static final Option QUIET =
      Option.flag("--quiet", "No warnings and no progress on standard error.").or("-q");

  private OutputOptions() {}
}
