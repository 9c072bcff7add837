package dev.crosstalk.python.parse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The machine's CPython, which says what is right.
final class CPython {
  private final String command;

  /// 11 for Python 3.11.
  final int minor;

  final Path standardLibrary;

  private CPython(String command, int minor, Path standardLibrary) {
    this.command = command;
    this.minor = minor;
    this.standardLibrary = standardLibrary;
  }

  /// Finds the interpreter.
  ///
  /// @throws AssertionError when it is missing or older than 3.11
  static CPython find(String command) {
    String answer;
    try {
      Process process =
          new ProcessBuilder(
                  command,
                  "-c",
                  "import sys, sysconfig; print(*sys.version_info[:2],"
                      + " sysconfig.get_path('stdlib'))")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException missing) {
      throw new AssertionError(
          "this test compares with CPython 3.11 or later, but '" + command + "' does not start",
          missing);
    }
    String[] words = answer.split(" ", 3);
    if (words.length < 3 || Integer.parseInt(words[1]) < 11) {
      throw new AssertionError(
          "this test compares with CPython 3.11 or later, but '" + command + "' is " + answer);
    }
    return new CPython(command, Integer.parseInt(words[1]), Path.of(words[2]));
  }

  /// The Python files below a directory, sorted.
  static List<Path> files(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".py") && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  interface Consumer {
    /// @param answer spans separated by blanks, or `!` and why CPython rejects the file
    void file(Path file, String answer) throws IOException;
  }

  /// Asks for the spans of files, one after the other.
  void spans(List<Path> files, Consumer consumer) throws IOException {
    Path script = Files.createTempFile("ast_spans", ".py");
    Path list = Files.createTempFile("files", ".txt");
    try (InputStream resource = CPython.class.getResourceAsStream("ast_spans.py")) {
      if (resource == null) {
        throw new AssertionError("ast_spans.py is missing");
      }
      Files.write(script, resource.readAllBytes());
      Files.write(list, files.stream().map(Path::toString).toList());
      Process process =
          new ProcessBuilder(command, script.toString())
              .redirectInput(list.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line; (line = lines.readLine()) != null; ) {
          int tab = line.indexOf('\t');
          consumer.file(Path.of(line.substring(0, tab)), line.substring(tab + 1));
        }
      } finally {
        process.destroy();
      }
    } finally {
      Files.delete(script);
      Files.delete(list);
    }
  }
}
