package dev.crosstalk.cli;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Nearest;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.OneLine;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.commands.BoundaryCommand;
import dev.crosstalk.cli.commands.ContractCommand;
import dev.crosstalk.cli.commands.DemoCommand;
import dev.crosstalk.cli.commands.ExplainCommand;
import dev.crosstalk.cli.commands.ExploreCommand;
import dev.crosstalk.cli.commands.InventoryCommand;
import dev.crosstalk.cli.commands.IsolationTestsCommand;
import dev.crosstalk.cli.commands.ProbeCommand;
import dev.crosstalk.cli.commands.ReplayCommand;
import dev.crosstalk.cli.commands.ReportCommand;
import dev.crosstalk.cli.commands.RuleCommand;
import dev.crosstalk.cli.commands.ScanCommand;
import dev.crosstalk.cli.commands.ServerCommand;
import dev.crosstalk.cli.commands.SuppressionsCommand;
import dev.crosstalk.cli.commands.VersionCommand;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// The entry point. Verbs are listed in {@link #VERBS}; to add one, add its line there.
public final class Main {
  /// In the order of the overview. Made when asked for: the options of one verb are enough for one
  /// run.
  private static final SequencedMap<String, Supplier<Command>> VERBS = new LinkedHashMap<>();

  static {
    VERBS.put("scan", ScanCommand::new);
    VERBS.put("explore", ExploreCommand::new);
    VERBS.put("replay", ReplayCommand::new);
    VERBS.put("boundary", BoundaryCommand::new);
    VERBS.put("contract", ContractCommand::new);
    VERBS.put("probe", ProbeCommand::new);
    VERBS.put("report", ReportCommand::new);
    VERBS.put("isolation-tests", IsolationTestsCommand::new);
    VERBS.put("demo", DemoCommand::new);
    VERBS.put("rule", RuleCommand::new);
    VERBS.put("explain", ExplainCommand::new);
    VERBS.put("inventory", InventoryCommand::new);
    VERBS.put("suppressions", SuppressionsCommand::new);
    VERBS.put("server", ServerCommand::new);
    VERBS.put("version", VersionCommand::new);
  }

  private Main() {}

  /// Runs and ends the process. It halts instead of exiting: the streams are flushed by then, and
  /// an orderly exit costs as much as a small scan.
  public static void main(String[] args) {
    int code =
        run(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            args);
    Runtime.getRuntime().halt(code);
  }

  /// Runs in this process, its environment and its working directory.
  ///
  /// @return an {@link ExitCode}
  public static int run(InputStream in, OutputStream out, OutputStream err, String... args) {
    Writer writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 15);
    Shell shell =
        new Shell(
            in,
            writer,
            new PrintStream(err, false, StandardCharsets.UTF_8),
            Path.of("").toAbsolutePath(),
            System.getenv(),
            Shell.isTerminal(1),
            Shell.isTerminal(2));
    int code = run(shell, List.of(args));
    try {
      writer.flush();
    } catch (IOException failure) {
      code = outputFailed(shell, failure);
    }
    shell.err().flush();
    return code;
  }

  /// Runs in given surroundings.
  static int run(Shell shell, List<String> args) {
    List<String> words = new ArrayList<>(args);
    boolean debug = words.remove("--debug");
    try {
      return dispatch(shell, words);
    } catch (UsageException wrong) {
      shell.say(wrong.line());
      return ExitCode.TROUBLE;
    } catch (IOException failure) {
      return outputFailed(shell, failure);
    } catch (OutOfMemoryError exhausted) {
      shell.say(
          "out of memory; scan fewer paths at once, or give it more with"
              + " CROSSTALK_JAVA_OPTS=-Xmx2g");
      return ExitCode.DEFECT;
    } catch (RuntimeException | Error defect) {
      shell.say(
          "internal error: %s; this is a defect of Crosstalk, please report it%s"
              .formatted(defect, debug ? "" : " with the output of the same command and --debug"));
      if (debug) {
        defect.printStackTrace(shell.err());
      }
      return ExitCode.DEFECT;
    }
  }

  private static int dispatch(Shell shell, List<String> words) throws IOException {
    if (words.isEmpty()) {
      shell.err().print(overview());
      return ExitCode.TROUBLE;
    }
    String first = words.getFirst();
    List<String> rest = words.subList(1, words.size());
    return switch (first) {
      case "--help", "-h", "help" -> help(shell, rest);
      case "--version", "-V" -> run(shell, new VersionCommand(), List.of());
      default -> run(shell, verb(shell, first), rest);
    };
  }

  private static int help(Shell shell, List<String> words) throws IOException {
    shell
        .out()
        .append(words.isEmpty() ? overview() : verb(shell, words.getFirst()).options().help());
    return ExitCode.CLEAN;
  }

  private static int run(Shell shell, Command command, List<String> words) throws IOException {
    OptionTable table = command.options();
    Arguments arguments = table.parse(words);
    if (arguments.has(OptionTable.HELP)) {
      shell.out().append(table.help());
      return ExitCode.CLEAN;
    }
    return command.run(arguments, shell);
  }

  private static Command verb(Shell shell, String word) {
    Supplier<Command> known = VERBS.get(word);
    if (known != null) {
      return known.get();
    }
    if (word.startsWith("-")) {
      throw new UsageException(
          "unknown option %s before a verb; write crosstalk VERB [OPTION]... (see crosstalk --help)"
              .formatted(word));
    }
    if (Files.exists(shell.resolve(word))) {
      throw new UsageException(
          "unknown verb '%s'; did you mean crosstalk scan %s?".formatted(word, word));
    }
    throw new UsageException(
        "unknown verb '%s'%s (see crosstalk --help)"
            .formatted(word, Nearest.hint(word, List.copyOf(VERBS.keySet()))));
  }

  private static String overview() {
    StringBuilder text =
        new StringBuilder(
            """
            usage: crosstalk VERB [OPTION]... [ARGUMENT]...

            Finds where one request hears another in async Python services.

            verbs:
            """);
    for (Supplier<Command> verb : VERBS.values()) {
      Command command = verb.get();
      String gap = command.name().length() < 10 ? "" : "\n" + " ".repeat(12);
      text.append("  %-10s%s%s\n".formatted(command.name(), gap, command.summary()));
    }
    return text.append(
            """

            crosstalk VERB --help tells the options of a verb; --version the version.
            A first look: crosstalk demo. Your own code: crosstalk scan path/to/service
            """)
        .toString();
  }

  /// A reader that has seen enough (`| head`) is no reason to complain.
  private static int outputFailed(Shell shell, IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (!message.contains("Broken pipe")) {
      shell.say("cannot write to standard output: " + OneLine.of(message));
    }
    return ExitCode.TROUBLE;
  }
}
