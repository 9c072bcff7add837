package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every bad input is one clear line, and the rest of the project is still judged: each project
/// here holds one good file with one leak.
class BadInputTest {
  @TempDir Path temporary;
  private Path folder = Path.of("");
  private CommandLine cli = CommandLine.in(Path.of("").toAbsolutePath());

  @BeforeEach
  void open() throws IOException {
    folder = temporary.toRealPath();
    cli = CommandLine.in(folder);
    cli.write("app/main.py", CommandLine.LEAK);
  }

  @Test
  void missingPath() {
    CommandLine.Run run = cli.run("scan", "nowhere", "app");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("crosstalk: no such file or folder: nowhere\n");
    assertThat(run.out()).contains("CT101");
  }

  @Test
  void onlyMissingPaths() {
    CommandLine.Run run = cli.run("scan", "--output-format", "json", "nowhere");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("crosstalk: no such file or folder: nowhere\n");
    assertThat(run.out()).startsWith("{");
  }

  @Test
  void aFolderWithoutPython() throws IOException {
    cli.write("empty/readme.md", "");
    cli.write("empty/tests/test_x.py", "");
    CommandLine.Run run = cli.run("scan", "empty");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "crosstalk: no Python file to judge in empty; left out: tests: 1 (--include-tests)\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "sarif", "html"})
  void noEntryPointIsAWarningWithTheNextStep(String format) throws IOException {
    cli.write("lib/lib.py", "def add(a, b):\n    return a + b\n");
    CommandLine.Run run = cli.run("scan", "--output-format", format, "lib");
    assertThat(run.code()).isZero();
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).startsWith("crosstalk: warning: no entry point");
    assertThat(run.out()).containsIgnoringCase("no entry point");
    assertThat(cli.run("scan", "-q", "--output-format", format, "lib").err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"concise", "full"})
  void noEntryPointIsNoCleanBill(String format) throws IOException {
    cli.write("lib/lib.py", "def add(a, b):\n    return a + b\n");
    CommandLine.Run run = cli.run("scan", "--output-format", format, "lib");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).containsIgnoringCase("no entry point");
  }

  @Test
  void byteOrderMark() throws IOException {
    cli.write("app/main.py", "\uFEFF" + CommandLine.LEAK);
    judged(1);
  }

  @Test
  void anotherEncodingIsHonoured() throws IOException {
    String text = "# -*- coding: latin-1 -*-\nname = 'caf\u00e9'\n";
    cli.write("app/latin.py", text.getBytes(StandardCharsets.ISO_8859_1));
    CommandLine.Run run = judged(1);
    assertThat(run.out()).doesNotContain("latin.py");
  }

  @Test
  void bytesThatAreNoText() throws IOException {
    cli.write("app/bad.py", new byte[] {'x', ' ', '=', ' ', '\'', (byte) 0xFF, '\'', '\n'});
    assertThat(judged(1).out()).contains("bad.py");
  }

  @Test
  void anUnknownEncoding() throws IOException {
    cli.write("app/bad.py", "# coding: klingon\nx = 1\n");
    assertThat(judged(1).out()).contains("bad.py");
  }

  @Test
  void nullBytes() throws IOException {
    cli.write("app/bad.py", "x = 1\0\ny = 2\n");
    assertThat(judged(1).out()).contains("bad.py");
  }

  @Test
  void aBrokenFile() throws IOException {
    cli.write("app/bad.py", "def f(:\n    return (\n");
    assertThat(judged(1).out()).contains("bad.py");
  }

  @Test
  void fiftyMegabytes() throws IOException {
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("app/big.py").toFile(), "rw")) {
      file.setLength(50_000_000);
    }
    assertThat(judged(1).out()).contains("big.py").contains("50 MB");
    CommandLine.Run named = cli.run("scan", "app/big.py", "app/main.py");
    assertThat(named.code()).isEqualTo(2);
    assertThat(named.errLines()).hasSize(1);
    assertThat(named.out()).contains("CT101");
  }

  @Test
  void deepNesting() throws IOException {
    cli.write("app/deep.py", "x = " + "(".repeat(10_000) + "1" + ")".repeat(10_000) + "\n");
    cli.write("app/deeper.py", "x = " + "[".repeat(100_000) + "\n");
    cli.write("app/minus.py", "x = " + "-".repeat(100_000) + "1\n");
    StringBuilder ifs = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      ifs.repeat(' ', i).append("if x:\n");
    }
    ifs.repeat(' ', 2_000).append("pass\n");
    cli.write("app/ifs.py", ifs.toString());
    judged(1);
  }

  @Test
  void linksThatLeadNowhereOrRound() throws IOException {
    Files.createSymbolicLink(folder.resolve("app/loop"), Path.of("."));
    Files.createSymbolicLink(folder.resolve("app/gone.py"), Path.of("nowhere.py"));
    Files.createSymbolicLink(folder.resolve("app/self.py"), Path.of("self.py"));
    CommandLine.Run run = judged(1);
    assertThat(run.out()).contains("gone.py").contains("self.py");
    CommandLine.Run named = cli.run("scan", "--output-format", "concise", "app/gone.py", "app");
    assertThat(named.code()).isEqualTo(2);
    assertThat(named.errLines()).hasSize(1);
    assertThat(named.out()).contains("CT101");
  }

  @Test
  void aFolderNamedLikeAFile() throws IOException {
    cli.write("app/x.py/inner.py", "x = 1\n");
    judged(1);
  }

  @Test
  void brokenPyproject() throws IOException {
    cli.write("app/pyproject.toml", "[tool.crosstalk]\nselect = [\n");
    CommandLine.Run run = cli.run("scan", "--output-format", "concise", "app");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).startsWith("crosstalk: app/pyproject.toml: not valid TOML in line ");
    assertThat(run.out()).contains("CT101");
  }

  @Test
  void unknownRule() throws IOException {
    CommandLine.Run run = cli.run("scan", "--output-format", "concise", "--select", "CT1O1", "app");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err())
        .startsWith("crosstalk: unknown rule 'CT1O1' in the arguments; did you mean");
    assertThat(run.out()).contains("CT101");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "concise",
        "full",
        "json",
        "sarif",
        "html",
        "grouped",
        "json-lines",
        "junit",
        "github",
        "gitlab",
        "markdown"
      })
  void hostileNames(String format) throws IOException {
    String[] names = {
      "a\nb.py", "\u001b[31mred.py", "<script>alert(1)<\u2215script>.py", "\u202egp.py"
    };
    for (String name : names) {
      cli.write("app/" + name, CommandLine.LEAK.replace("app.get", "app.post"));
    }
    CommandLine.Run run = cli.run("scan", "--output-format", format, "app");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).doesNotContain("\u001b").doesNotContain("\u202e");
    if (format.equals("html")) {
      assertThat(run.out()).doesNotContain("<script>alert(1)");
    }
  }

  @Test
  void hostileNamesInMessages() {
    CommandLine.Run run = cli.run("scan", "no\n\u001b[31m\u202ewhere", "app");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo("crosstalk: no such file or folder: no\\u000a\\u001b[31m\\u202ewhere\n");
    CommandLine.Run impossible = cli.run("scan", "a\0b");
    assertThat(impossible.code()).isEqualTo(2);
    assertThat(impossible.errLines()).hasSize(1);
  }

  /// Scans the project: the leak of the good file is there, and nothing is said on standard error.
  private CommandLine.Run judged(int code) {
    CommandLine.Run run = cli.run("scan", "--output-format", "concise", "app");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(code);
    assertThat(run.out()).contains("main.py:13:").contains("CT101");
    return run;
  }
}
