package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.run.DocumentFile;
import dev.crosstalk.cli.run.ReplayTests;
import dev.crosstalk.model.Finding;
import dev.crosstalk.openapi.scenario.PytestFile;
import dev.crosstalk.openapi.scenario.ScenarioFile;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Writes the scenarios that showed a race, for other tools to run again.
final class Exports {
  static final Option PYTEST =
      Option.value(
          "--export-pytest",
          "FILE",
          "Write the scenarios that showed a race as a test file that needs pytest alone.");
  static final Option SCENARIO =
      Option.value(
          "--export-scenario",
          "FILE",
          "Write the scenarios that showed a race as TOML, for explore --scenario and probe"
              + " --scenario.");

  /// The first option for verbs that have a token for what they found.
  static final Option REPLAYS =
      Option.value(
          "--export-pytest",
          "FILE",
          "Write what was proved as a test file that replays it, for pytest with crosstalk.");

  private Exports() {}

  /// @param shown names of the scenarios to write
  /// @return whether everything that was asked for is written
  static boolean write(
      Arguments arguments, Shell shell, String url, List<ScenarioPlan> plans, Set<String> shown) {
    List<ScenarioPlan> chosen = plans.stream().filter(plan -> shown.contains(plan.name())).toList();
    boolean pytest = write(arguments, shell, PYTEST, PytestFile.write(url, chosen), chosen.size());
    return write(arguments, shell, SCENARIO, ScenarioFile.write(chosen), chosen.size()) && pytest;
  }

  private static boolean write(
      Arguments arguments, Shell shell, Option option, String text, int scenarios) {
    if (!arguments.has(option)) {
      return true;
    }
    return write(arguments, shell, arguments.value(option).orElseThrow(), text, scenarios);
  }

  /// Writes what an exploration proved.
  ///
  /// @param application its folder
  /// @param plans the planned scenarios that something was found in
  /// @return whether everything that was asked for is written
  static boolean proofs(
      Arguments arguments,
      Shell shell,
      Path application,
      List<Finding> findings,
      List<ScenarioPlan> plans) {
    boolean pytest = true;
    if (arguments.has(REPLAYS)) {
      String file = arguments.value(REPLAYS).orElseThrow();
      pytest =
          write(
              shell,
              file,
              ReplayTests.write(shell.resolve(file), application, findings),
              arguments.has(OutputOptions.QUIET),
              "tests of %d proofs".formatted(ReplayTests.replayable(findings).size()));
    }
    return write(arguments, shell, SCENARIO, ScenarioFile.write(plans), plans.size()) && pytest;
  }

  /// Writes one file and says so.
  static boolean write(Arguments arguments, Shell shell, String file, String text, int scenarios) {
    return write(
        shell, file, text, arguments.has(OutputOptions.QUIET), "%d scenarios".formatted(scenarios));
  }

  private static boolean write(
      Shell shell, String file, String text, boolean quiet, String content) {
    try {
      DocumentFile.write(shell.resolve(file), out -> out.append(text));
    } catch (IOException failure) {
      shell.say("cannot write %s (%s)".formatted(file, failure.getMessage()));
      return false;
    }
    if (!quiet) {
      shell.say("wrote %s: %s".formatted(file, content));
    }
    return true;
  }
}
