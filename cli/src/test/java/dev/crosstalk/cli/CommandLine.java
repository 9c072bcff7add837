package dev.crosstalk.cli;

import dev.crosstalk.cli.command.Shell;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Runs the command line in a folder of its own, as a user with a piped standard output does.
final class CommandLine {
  /// A service with one leak, and no other finding.
  static final String LEAK =
      """
      import asyncio

      from fastapi import FastAPI

      app = FastAPI()
      current = {}


      @app.get("/reports/{tenant}")
      async def report(tenant: str):
          current["tenant"] = tenant
          await asyncio.sleep(0.01)
          return {"tenant": current["tenant"]}
      """;

  /// The same service without the leak.
  static final String CLEAN =
      """
      import asyncio

      from fastapi import FastAPI

      app = FastAPI()


      @app.get("/reports/{tenant}")
      async def report(tenant: str):
          await asyncio.sleep(0.01)
          return {"tenant": tenant}
      """;

  private final Path folder;
  private final Map<String, String> variables;
  private final boolean terminal;
  private final String input;

  /// What came of a run.
  record Run(int code, String out, String err) {
    List<String> errLines() {
      return err.lines().toList();
    }
  }

  private CommandLine(Path folder, Map<String, String> variables, boolean terminal, String input) {
    this.input = input;
    this.folder = folder;
    this.variables = variables;
    this.terminal = terminal;
  }

  static CommandLine in(Path folder) {
    return new CommandLine(folder, Map.of(), false, "");
  }

  CommandLine onTerminal() {
    return new CommandLine(folder, variables, true, input);
  }

  /// With a text on standard input.
  CommandLine fed(String text) {
    return new CommandLine(folder, variables, terminal, text);
  }

  CommandLine with(Map<String, String> environment) {
    return new CommandLine(folder, environment, terminal, input);
  }

  Run run(String... arguments) {
    StringBuilder out = new StringBuilder();
    return run(out, arguments);
  }

  Run run(Appendable out, String... arguments) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell =
        new Shell(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            out,
            new PrintStream(err, true, StandardCharsets.UTF_8),
            folder,
            variables,
            terminal,
            terminal);
    int code = Main.run(shell, List.of(arguments));
    return new Run(code, out.toString(), err.toString(StandardCharsets.UTF_8));
  }

  /// Writes a file below the folder.
  Path write(String path, String text) throws IOException {
    return write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  Path write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }
}
