package dev.crosstalk.drive.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The agent's source, which travels inside this module, laid out for an interpreter.
final class AgentFiles implements AutoCloseable {

  /// Every file of the package; a test compares this with the folder.
  static final List<String> NAMES =
      List.of(
          "__init__.py",
          "__main__.py",
          "asgi.py",
          "asked.py",
          "chance.py",
          "databases.py",
          "guard.py",
          "hooks.py",
          "importer.py",
          "lanes.py",
          "loop.py",
          "messages.py",
          "names.py",
          "orders.py",
          "recorder.py",
          "restore.py",
          "rewrite.py",
          "run.py",
          "servers.py",
          "sites.py",
          "sockets.py",
          "sql.py",
          "state.py",
          "tape.py",
          "target.py",
          "threads.py",
          "values.py",
          "waiting.py",
          "warm.py",
          "warmup.py",
          "wire.py",
          "zygote.py");

  private final Path folder;

  private AgentFiles(Path folder) {
    this.folder = folder;
  }

  /// Writes the files into a fresh folder that only this user can read.
  static AgentFiles unpack() throws IOException {
    Path folder = Files.createTempDirectory("crosstalk-agent");
    Path inside = Files.createDirectory(folder.resolve("crosstalk_agent"));
    for (String name : NAMES) {
      try (InputStream in =
          AgentFiles.class.getResourceAsStream("python/crosstalk_agent/" + name)) {
        if (in == null) {
          throw new IOException("the agent's file " + name + " is missing from this build");
        }
        Files.copy(in, inside.resolve(name));
      }
    }
    return new AgentFiles(folder);
  }

  /// The folder to put on the module path.
  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(file -> {
            try {
              Files.deleteIfExists(file);
            } catch (IOException gone) {
              throw new UncheckedIOException(gone);
            }
          });
    } catch (IOException | UncheckedIOException gone) {
      // A left-over temporary folder is no reason to fail.
      return;
    }
  }
}
