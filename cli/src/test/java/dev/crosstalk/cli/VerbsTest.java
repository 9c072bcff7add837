package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.cli.command.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerbsTest {
  @TempDir Path folder;
  private CommandLine cli = CommandLine.in(Path.of("").toAbsolutePath());

  @BeforeEach
  void open() throws IOException {
    cli = CommandLine.in(folder.toRealPath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version", "-V"})
  void version(String word) {
    assertThat(cli.run(word))
        .isEqualTo(new CommandLine.Run(0, "crosstalk " + Version.text() + "\n", ""));
    assertThat(Version.text()).matches("\\d+\\.\\d+\\.\\d+(-\\w+)?");
  }

  @Test
  void withoutAVerbTheOverviewGoesToStandardError() {
    CommandLine.Run run = cli.run();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("usage: crosstalk VERB").contains("  scan ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "help"})
  void helpIsTheDocument(String word) {
    CommandLine.Run run = cli.run(word);
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("  demo ").contains("  rule ").contains("  version ");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scan",
        "demo",
        "rule",
        "version",
        "contract",
        "suppressions",
        "inventory",
        "server"
      })
  void everyVerbHasHelp(String verb) {
    CommandLine.Run run = cli.run(verb, "--help");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("usage: crosstalk " + verb);
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(cli.run("help", verb)).isEqualTo(run);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "scna             # unknown verb 'scna'; did you mean scan? (see crosstalk --help)",
        "frobnicate       # unknown verb 'frobnicate' (see crosstalk --help)",
        "--verbose        # unknown option --verbose before a verb; write crosstalk VERB"
            + " [OPTION]... (see crosstalk --help)",
        "scan --selct CT1 # unknown option --selct; did you mean --select? (see crosstalk scan"
            + " --help)",
        "scan --fail-on bad # --fail-on does not know 'bad'; it takes critical, high, medium, low,"
            + " note, gaps",
        "scan --config    # --config needs a value: FILE|KEY=VALUE",
        "scan --config a --isolated # --config FILE and --isolated exclude each other",
        "rule             # which rule? Name a code such as CT101, or --all for the list",
        "rule CT1O1       # unknown rule 'CT1O1'; did you mean CT101 or CT111?"
            + " (crosstalk rule --all lists them)",
      })
  void wrongUsageIsOneLine(String line, String message) {
    CommandLine.Run run = cli.run(line.split(" ", -1));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("crosstalk: " + message + "\n");
  }

  @Test
  void aForgottenVerbIsNoticed() throws IOException {
    cli.write("service/main.py", "");
    assertThat(cli.run("service").err())
        .isEqualTo("crosstalk: unknown verb 'service'; did you mean crosstalk scan service?\n");
  }

  @Test
  void rulePrintsThePage() {
    CommandLine.Run run = cli.run("rule", "CT101");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("## What it finds").contains("request-data-in-module-state");
    assertThat(cli.run("rule", "request-data-in-module-state")).isEqualTo(run);
  }

  @Test
  void ruleListsAll() {
    CommandLine.Run run = cli.run("rule", "--all");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("CT101").contains("CT202").contains("(off by default)");
  }

  @Test
  void demoDrawsTheLeakAndWritesThePage() throws IOException {
    CommandLine course = cli.with(Map.of("CROSSTALK_DEMO", demo().toString()));
    CommandLine.Run run = course.run("demo");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("Scene 1: The report of another company\n")
        .contains("CT101")
        .contains("t1 ")
        .contains("Request B")
        .contains("The whole course:")
        .contains("open crosstalk-report.html in a browser");
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).startsWith("crosstalk: wrote crosstalk-report.html: ");
    Path page = folder.resolve("crosstalk-report.html");
    assertThat(Files.readString(page)).startsWith("<!doctype html>").contains("CT101");
    assertThat(run.out().lines().filter(line -> !line.contains(demo().toString())))
        .allMatch(line -> line.length() <= 80);
    assertThat(course.run("demo")).isEqualTo(run);
  }

  @Test
  void demoWithoutAPlaceForThePageStillShowsTheCourse() throws IOException {
    CommandLine.Run run =
        cli.with(Map.of("CROSSTALK_DEMO", demo().toString()))
            .run("demo", "--output-file", "no/such/folder.html");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("Scene 1").doesNotContain("in a browser");
    assertThat(run.err()).startsWith("crosstalk: cannot write no/such/folder.html (");
  }

  @Test
  void demoWithoutACourseSaysWhereToFindIt() {
    CommandLine.Run run = cli.with(Map.of("CROSSTALK_DEMO", "nowhere")).run("demo");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).contains("CROSSTALK_DEMO");
  }

  @Test
  void theProcessItselfIsUsedByTheFrontDoor() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(InputStream.nullInputStream(), out, err, "version");
    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("crosstalk ");
    assertThat(err.size()).isZero();
  }

  @Test
  void aBrokenStandardOutputIsToldButAClosedPipeIsNot() {
    for (String reason : List.of("No space left on device", "Broken pipe")) {
      CommandLine.Run run = cli.run(refusing(reason), "version");
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .isEqualTo(
              reason.equals("Broken pipe")
                  ? ""
                  : "crosstalk: cannot write to standard output: No space left on device\n");
    }
  }

  @Test
  void theBoundaryOfExploreIsPrinted() throws Exception {
    CommandLine.Run run = cli.run("boundary");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("controlled\n", "escapes\n", "clients that leave");
    CommandLine.Run json = cli.run("boundary", "--output-format", "json");
    assertThat(
            dev.crosstalk.openapi.document.Json.at(
                dev.crosstalk.openapi.document.Json.parse(json.out()), "/boundary/0/test"))
        .isPresent();
    assertThat(cli.run("boundary", "all").code()).isEqualTo(2);
  }

  private static Appendable refusing(String reason) {
    return new Appendable() {
      @Override
      public Appendable append(CharSequence text) throws IOException {
        throw new IOException(reason);
      }

      @Override
      public Appendable append(CharSequence text, int start, int end) throws IOException {
        throw new IOException(reason);
      }

      @Override
      public Appendable append(char c) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  private static Path demo() {
    return Path.of("../demo").toAbsolutePath().normalize();
  }
}
