package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Several documents of one run.
class OutputsTest {
  @TempDir Path temporary;
  private Path folder = Path.of("");
  private CommandLine cli = CommandLine.in(Path.of("").toAbsolutePath());

  @BeforeEach
  void open() throws IOException {
    folder = temporary.toRealPath();
    cli = CommandLine.in(folder);
    cli.write("main.py", CommandLine.LEAK);
  }

  @Test
  void filesGoByTheirEndings() throws IOException {
    CommandLine.Run run = cli.run("scan", "-o", "a.sarif", "-o", "a.xml", "-o", "a.md");
    assertThat(run)
        .isEqualTo(
            new CommandLine.Run(
                1,
                "",
                """
                crosstalk: wrote a.sarif: 1 finding
                crosstalk: wrote a.xml: 1 finding
                crosstalk: wrote a.md: 1 finding
                """));
    assertThat(text("a.sarif")).contains("\"version\": \"2.1.0\"");
    assertThat(text("a.xml")).startsWith("<?xml");
    assertThat(text("a.md")).startsWith("### Crosstalk: 1 finding\n");
  }

  @Test
  void aFormatBelongsToTheFileAfterIt() throws IOException {
    CommandLine.Run run =
        cli.run("scan", "-q", "--output-format", "github", "--output-format", "gitlab", "-o", "x");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).startsWith("::error file=main.py,line=13,").doesNotContain("\u001b");
    assertThat(text("x")).startsWith("[\n").contains("\"check_name\": \"CT101 ");
    cli.run("scan", "-q", "--output-format", "json", "-o", "y", "-o", "z.jsonl");
    assertThat(text("y")).startsWith("{\n");
    assertThat(text("z.jsonl")).startsWith("{\"run\":");
  }

  @ParameterizedTest
  @CsvSource({
    "-o x --output-format concise, x",
    "--output-format concise -o x, x",
    "--output-format=concise --output-file=x, x",
  })
  void withOneOfEachTheOrderSaysNothing(String options, String file) throws IOException {
    CommandLine.Run run = cli.run(("scan -q " + options).split(" "));
    assertThat(run).isEqualTo(new CommandLine.Run(1, "", ""));
    assertThat(text(file)).startsWith("main.py:13:");
  }

  @Test
  void aDashIsStandardOutput() throws IOException {
    CommandLine.Run run = cli.run("scan", "-q", "-o", "-", "-o", "a.json");
    assertThat(run.out()).startsWith("── CRITICAL CT101");
    assertThat(text("a.json")).contains("\"schema\": \"crosstalk-report/1\"");
    assertThat(cli.run("scan", "--output-format", "json", "-o", "-").out()).startsWith("{\n");
  }

  @Test
  void twoPrintedDocumentsAreRefused() {
    CommandLine.Run run = cli.run("scan", "--output-format", "json", "--output-format", "sarif");
    assertThat(run)
        .isEqualTo(
            new CommandLine.Run(
                2,
                "",
                "crosstalk: json and sarif cannot both be printed; put --output-file FILE after the"
                    + " format that goes to a file\n"));
    assertThat(cli.run("scan", "-o", "a.md", "-o", "a.md").err())
        .isEqualTo("crosstalk: --output-file names the same file twice\n");
  }

  @Test
  void oneFileThatCannotBeWrittenDoesNotStopTheOthers() throws IOException {
    CommandLine.Run run = cli.run("scan", "-o", "no/place.json", "-o", "b.json");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errLines()).hasSize(2);
    assertThat(run.err())
        .contains("cannot write no/place.json (")
        .contains("wrote b.json: 1 finding");
    assertThat(run.out()).contains("main.py:13:");
    assertThat(text("b.json")).contains("CT101");
    CommandLine.Run printed =
        cli.run("scan", "--output-format", "github", "-o", "-", "-o", "no/place.json");
    assertThat(printed.code()).isEqualTo(2);
    assertThat(printed.out()).startsWith("::error ").doesNotContain("main.py:13:");
  }

  @Test
  void pathsForServicesAreThoseOfTheCheckout() throws IOException {
    cli.write("backend/app/main.py", CommandLine.LEAK);
    for (String format : new String[] {"github", "gitlab", "junit", "markdown"}) {
      assertThat(cli.run("scan", "--output-format", format, "./backend/").out())
          .contains("backend/app/main.py")
          .doesNotContain("./backend");
    }
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
