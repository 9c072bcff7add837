package dev.crosstalk.cli.command;

import dev.crosstalk.cli.args.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a command runs: its streams and its surroundings. Nothing else in Crosstalk looks at the
/// process.
///
/// @param out takes the document and nothing else
/// @param err takes messages and progress
/// @param directory the working directory, absolute
/// @param variables the environment
/// @param outIsTerminal whether a person sees `out` as it is written
/// @param errIsTerminal whether a person sees `err` as it is written
public record Shell(
    InputStream in,
    Appendable out,
    PrintStream err,
    Path directory,
    Map<String, String> variables,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  public Shell {
    variables = Map.copyOf(variables);
    if (!directory.isAbsolute()) {
      throw new IllegalArgumentException("the working directory is absolute: " + directory);
    }
  }

  /// A path as the user wrote it, seen from the working directory.
  ///
  /// @throws UsageException when no file can have that name
  public Path resolve(String path) {
    try {
      return directory.resolve(path).normalize();
    } catch (InvalidPathException impossible) {
      throw new UsageException(
          "'%s' cannot be the name of a file here (%s)"
              .formatted(path.replace('\0', '?'), impossible.getReason()));
    }
  }

  /// A variable of the environment that is set and not empty.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  /// One line to the person, told apart from the document.
  public void say(String message) {
    err.print("crosstalk: " + OneLine.of(message) + "\n");
    err.flush();
  }

  /// Whether a descriptor of this process is a terminal. Known without native code on Linux only;
  /// elsewhere no progress and no colour is shown unless it is asked for.
  public static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException | UncheckedIOException unknown) {
      return false;
    }
  }
}
