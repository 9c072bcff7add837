package dev.crosstalk.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image holds rewritten classes (`LowerCalls`); the other tests run the ones that javac wrote.
/// Both must do the same.
class LoweredCodeTest {

  private static final Path IMAGE = Path.of(System.getProperty("crosstalk.image", ""));

  @TempDir Path folder;

  @Test
  void findsInTheCourseWhatTheCompiledClassesFind() throws Exception {
    String course = IMAGE.resolve("lib/demo").toString();
    for (String format : new String[] {"full", "json", "sarif"}) {
      String[] scan = {"scan", "--output-format", format, course};
      Command.Outcome lowered = run(IMAGE.resolve("bin/crosstalk").toString(), new String[0], scan);
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String[] classes = {"-cp", System.getProperty("java.class.path"), "dev.crosstalk.cli.Main"};
      Command.Outcome compiled = run(java, classes, scan);
      assertThat(lowered.code()).isEqualTo(1);
      assertThat(lowered).as(format).isEqualTo(compiled);
    }
  }

  private Command.Outcome run(String program, String[] options, String[] words) throws Exception {
    String[] line = new String[1 + options.length + words.length];
    line[0] = program;
    System.arraycopy(options, 0, line, 1, options.length);
    System.arraycopy(words, 0, line, 1 + options.length, words.length);
    return Command.in(folder, line).run();
  }
}
