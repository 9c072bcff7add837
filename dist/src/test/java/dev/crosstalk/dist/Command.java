package dev.crosstalk.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process to run: what, where, and the environment beside the inherited one (an empty value
/// removes the variable).
record Command(Path folder, Map<String, String> environment, List<String> words) {

  private static final long SECONDS = 60;

  Command {
    environment = Map.copyOf(environment);
    words = List.copyOf(words);
  }

  static Command in(Path folder, String... words) {
    return new Command(folder, Map.of(), List.of(words));
  }

  Command with(Map<String, String> variables) {
    return new Command(folder, variables, words);
  }

  /// What a run left behind: its exit code and both streams.
  record Outcome(int code, String out, String err) {}

  Outcome run() throws IOException, InterruptedException {
    return start().await();
  }

  Running start() throws IOException {
    Path out = Files.createTempFile("crosstalk", ".out");
    Path err = Files.createTempFile("crosstalk", ".err");
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words));
    builder.directory(folder.toFile());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    environment.forEach((name, value) -> {
      if (value.isEmpty()) {
        builder.environment().remove(name);
      } else {
        builder.environment().put(name, value);
      }
    });
    return new Running(builder.start(), out, err);
  }

  /// A process under way.
  record Running(Process process, Path out, Path err) {

    Outcome await() throws IOException, InterruptedException {
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("still running after " + SECONDS + " s");
      }
      Outcome outcome =
          new Outcome(
              process.exitValue(),
              Files.readString(out, StandardCharsets.UTF_8),
              Files.readString(err, StandardCharsets.UTF_8));
      Files.delete(out);
      Files.delete(err);
      return outcome;
    }
  }
}
