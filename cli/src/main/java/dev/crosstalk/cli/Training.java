package dev.crosstalk.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// The run that the image's ahead-of-time cache is recorded from. Not a verb: only the build of the
/// image starts it.
public final class Training {

  /// Between two command lines.
  private static final String NEXT = ";";

  private Training() {}

  /// Runs each command line in turn and throws its output away.
  public static void main(String[] args) {
    List<String> line = new ArrayList<>();
    for (String word : args) {
      if (word.equals(NEXT)) {
        run(line);
        line.clear();
      } else {
        line.add(word);
      }
    }
    run(line);
    Runtime.getRuntime().halt(0);
  }

  private static void run(List<String> line) {
    int code =
        Main.run(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            System.err,
            line.toArray(String[]::new));
    if (code > 1) {
      System.err.printf("training: %s exited %d%n", String.join(" ", line), code);
    }
  }
}
