package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What users of other linters reach for.
class HabitsTest {
  @TempDir Path temporary;
  private CommandLine cli = CommandLine.in(Path.of("").toAbsolutePath());

  @BeforeEach
  void open() throws IOException {
    cli = CommandLine.in(temporary.toRealPath());
    cli.write("app/main.py", CommandLine.LEAK);
  }

  private CommandLine.Run scan(String... options) {
    List<String> words = new ArrayList<>(List.of("scan", "--output-format", "concise"));
    words.addAll(List.of(options));
    return cli.run(words.toArray(String[]::new));
  }

  @Test
  void whatIsBelowTheLeastSeverityIsCounted() throws IOException {
    assertThat(scan("--severity", "critical").code()).isEqualTo(1);
    cli.write("pyproject.toml", "[tool.crosstalk.severity]\nCT101 = 'medium'\n");
    CommandLine.Run run = scan("--severity", "high");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("0 findings in ").endsWith("; left out: 1 by severity\n");
    assertThat(cli.run("scan", "--severity", "high").out()).contains("left out: 1 by severity");
    assertThat(
            cli.run("scan", "--severity", "high", "--output-format", "json")
                .out()
                .replaceAll("\\s", ""))
        .contains("\"leftOut\":{\"severity\":1}");
    assertThat(cli.run("scan", "--severity", "high", "--output-format", "html").out())
        .contains("left out by severity");
    assertThat(cli.run("scan", "--severity", "high", "--output-format", "markdown").out())
        .contains("nothing found")
        .contains("left out: 1 by severity");
    assertThat(scan("--severity", "medium").code()).isEqualTo(1);
    cli.write(
        "pyproject.toml",
        """
        [tool.crosstalk]
        minimum-severity = 'high'
        severity = { CT101 = 'low' }
        """);
    assertThat(scan().code()).isZero();
    assertThat(scan("--severity", "low").code()).isEqualTo(1);
  }

  @Test
  void whatIsBelowTheLeastConfidenceIsCounted() throws IOException {
    String guess = CommandLine.LEAK.replace("asyncio.sleep(0.01)", "unknown_library.call()");
    cli.write("app/main.py", guess);
    CommandLine.Run all = cli.run("scan", "--output-format", "json-lines");
    assertThat(all.code()).isEqualTo(1);
    boolean certain = all.out().contains("\"confidence\":\"high\"");
    assertThat(scan("--confidence", "high").code()).isEqualTo(certain ? 1 : 0);
    assertThat(scan("--confidence", "low").code()).isEqualTo(1);
    cli.write("pyproject.toml", "[tool.crosstalk]\nminimum-confidence = 'certain'\n");
    CommandLine.Run wrong = scan();
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err())
        .isEqualTo(
            "crosstalk: pyproject.toml: [tool.crosstalk] minimum-confidence must be one of high,"
                + " medium, low\n");
  }

  @Test
  void statisticsStandInsteadOfTheFindings() throws IOException {
    cli.write("app/other.py", CommandLine.LEAK);
    CommandLine.Run run = cli.run("scan", "--statistics");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("    2  critical  CT101  request-data-in-module-state\n    2  in 2 files, 2 ")
        .hasLineCount(2);
    CommandLine.Run json = cli.run("scan", "--statistics", "--output-format", "json");
    assertThat(json.code()).isEqualTo(1);
    assertThat(json.out().replaceAll("\\s", ""))
        .contains(
            "\"statistics\":[{\"code\":\"CT101\",\"name\":\"request-data-in-module-state\","
                + "\"findings\":2,\"worst\":\"critical\"}]");
  }

  @Test
  void showFilesReadsNothing() throws IOException {
    cli.write("app/broken.py", "def (:\n");
    cli.write("app/tests/test_x.py", "");
    assertThat(cli.run("scan", "--show-files", "app"))
        .isEqualTo(new CommandLine.Run(0, "broken.py\nmain.py\n", ""));
    assertThat(cli.run("scan", "--show-files", "--include-tests", "app").out())
        .contains("tests/test_x.py");
    CommandLine.Run missing = cli.run("scan", "--show-files", "nowhere", "app");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).isEqualTo("crosstalk: no such file or folder: nowhere\n");
  }

  @Test
  void theSettingsShownGiveTheSameScan() throws IOException {
    cli.write(
        "pyproject.toml",
        """
        [tool.crosstalk]
        ignore = ["CT102"]
        fail-on = "high,gaps"
        minimum-confidence = "low"
        [tool.crosstalk.severity]
        CT1 = "high"
        [tool.crosstalk.per-file-severity."app/\\"x/"]
        CT2 = "low"
        [tool.crosstalk.per-file-ignores]
        "legacy/" = ["CT1"]
        """);
    CommandLine.Run shown = cli.run("scan", "--show-settings", "--exclude", "gen/");
    assertThat(shown.code()).isZero();
    assertThat(shown.err()).isEmpty();
    assertThat(shown.out())
        .startsWith("# settings from pyproject.toml and the arguments\nselect = [\"CT101\", ")
        .contains("exclude = [\"gen/\"]\n")
        .contains("fail-on = [\"high\", \"gaps\"]\n")
        .contains("minimum-confidence = \"low\"\n")
        .contains("[severity]\n\"CT1\" = \"high\"\n")
        .contains("[per-file-severity.\"app/\\\"x/\"]\n\"CT2\" = \"low\"\n")
        .contains("[per-file-ignores]\n\"legacy/\" = [\"CT1\"]\n")
        .doesNotContain("\"CT102\"");
    cli.write("crosstalk.toml", shown.out());
    CommandLine.Run again = cli.run("scan", "--show-settings", "--exclude", "gen/");
    assertThat(again.out().lines().skip(1)).isEqualTo(shown.out().lines().skip(1).toList());
    assertThat(again.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--per-file-ignores app/:CT101 | 0",
        "--per-file-ignores app/:CT2,CT1 | 0",
        "--per-file-ignores main.py:request-data-in-module-state | 0",
        "--per-file-ignores=app/*.py:ALL | 0",
        "--per-file-ignores other/:CT101 | 1",
        "--per-file-ignores app/:CT102 | 1",
        "--per-file-ignores CT101 | 2",
        "--per-file-ignores app/:CT999 | 2",
      })
  void rulesAreIgnoredByFile(String options, int code) {
    CommandLine.Run run = scan(options.split(" "));
    assertThat(run.code()).as(run.err()).isEqualTo(code);
    assertThat(run.errLines()).hasSize(code == 2 ? 1 : 0);
    if (code == 0) {
      assertThat(run.out()).contains("left out: 1 by per-file-ignores");
    }
  }

  @Test
  void severityCanDependOnThePath() throws IOException {
    cli.write("internal/main.py", CommandLine.LEAK);
    cli.write(
        "pyproject.toml",
        "[tool.crosstalk.per-file-severity]\n'internal/' = 'low'\n'app/' = { CT1 = 'high' }\n");
    assertThat(scan().out())
        .contains("internal/main.py:13:23: CT101 [low]")
        .contains("app/main.py:13:23: CT101 [high]");
    cli.write("pyproject.toml", "[tool.crosstalk]\nper-file-severity = 3\n");
    CommandLine.Run wrong = scan();
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("per-file-severity must be a table such as");
  }

  @Test
  void gapsCanFailARun() throws IOException {
    cli.write("lib/broken.py", "def (:\n");
    assertThat(scan("lib").code()).isZero();
    assertThat(scan("--fail-on", "gaps", "lib").code()).isEqualTo(1);
    assertThat(scan("--fail-on", "gaps", "--exit-zero", "lib").code()).isZero();
    assertThat(scan("--fail-on", "critical,gaps", "app").code()).isEqualTo(1);
    cli.write("app/main.py", CommandLine.CLEAN);
    assertThat(scan("--fail-on", "gaps", "app").code()).isZero();
    CommandLine.Run wrong = scan("--fail-on", "hihg", "app");
    assertThat(wrong)
        .isEqualTo(
            new CommandLine.Run(
                2,
                "",
                "crosstalk: --fail-on does not know 'hihg'; it takes critical, high, medium, low,"
                    + " note, gaps\n"));
  }

  @Test
  void oneSettingCanBeGivenOnTheCommandLine() throws IOException {
    assertThat(scan("--config", "ignore=['CT101']").code()).isZero();
    assertThat(scan("--config", "severity.CT101='low'", "--config", "fail-on=high").code())
        .isZero();
    cli.write("strict.toml", "fail-on = 'high'\n[severity]\nCT101 = 'low'\n");
    assertThat(scan("--config", "strict.toml").code()).isZero();
    assertThat(scan("--config", "strict.toml", "--config", "fail-on=low").code()).isEqualTo(1);
    assertThat(scan("--config", "strict.toml", "--config", "severity.CT2='note'").code()).isZero();
    assertThat(scan("--isolated", "--config", "ignore=['CT1']").code()).isZero();
    assertThat(scan("--isolated", "--config", "strict.toml").err())
        .isEqualTo("crosstalk: --config FILE and --isolated exclude each other\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ignroe=['CT1'] | --config: [tool.crosstalk] unknown key 'ignroe' has no effect; did you"
            + " mean",
        "ignore=[ | --config 'ignore=[' is neither a file nor KEY=VALUE in TOML, for example",
        "ignore=3 | --config: [tool.crosstalk] ignore must be a list of strings",
      })
  void aSettingThatCannotBeUsedIsTold(String setting, String message) {
    CommandLine.Run run = scan("--config", setting);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).startsWith("crosstalk: " + message);
    assertThat(run.out()).contains("CT101");
  }

  @Test
  void crosstalkTomlWinsBesidePyproject() throws IOException {
    cli.write("pyproject.toml", "[tool.crosstalk]\nignore = ['CT101']\n");
    cli.write("crosstalk.toml", "fail-on = 'critical'\n");
    assertThat(scan().code()).isEqualTo(1);
    cli.write("app/pyproject.toml", "[tool.crosstalk]\nignore = ['CT101']\n");
    assertThat(scan("app").code()).isZero();
    cli.write("app/crosstalk.toml", "selec = ['CT1']\n");
    CommandLine.Run run = scan("app");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("app/crosstalk.toml: [tool.crosstalk] unknown key 'selec'");
  }

  @Test
  void unresolvedCallsAreListed() throws IOException {
    cli.write(
        "app/main.py",
        CommandLine.LEAK.replace(
            "    await asyncio.sleep(0.01)\n",
            "    await asyncio.sleep(0.01)\n    mystery.call(tenant)\n    mystery.call(1)\n"));
    CommandLine.Run run = scan("--show-unresolved");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).endsWith("\napp/main.py:13: unresolved: mystery.call (2)\n");
    assertThat(cli.run("scan", "--show-unresolved").out())
        .contains("Calls that lead nowhere that is known: 2 of 3");
    assertThat(
            cli.run("scan", "--show-unresolved", "--output-format", "json")
                .out()
                .replaceAll("\\s", ""))
        .contains(
            "\"unresolvedCalls\":[{\"call\":\"mystery.call\",\"sites\":2,"
                + "\"first\":\"app/main.py:13\"}]");
    assertThat(scan().out()).doesNotContain("unresolved:");
  }

  @Test
  void sourceCanComeOnStandardInput() throws IOException {
    CommandLine.Run run =
        cli.fed(CommandLine.LEAK)
            .run("scan", "--output-format", "concise", "--stdin-filename", "app/new.py", "-");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("app/new.py:13:").contains("in 1 file");
    // what an editor has not saved counts, not what is on the disk
    CommandLine.Run clean =
        cli.fed(CommandLine.CLEAN).run("scan", "--stdin-filename", "app/main.py", "-");
    assertThat(clean.code()).isZero();
    assertThat(cli.fed(CommandLine.LEAK).run("scan", "--output-format", "concise", "-").out())
        .startsWith("stdin.py:13:");
  }

  @Test
  void whatStandardInputImportsIsFollowed() throws IOException {
    cli.write(
        "app/context.py",
        """
        current = {}


        def bind(t):
            current['t'] = t


        def get():
            return current['t']
        """);
    cli.write("app/__init__.py", "");
    String main =
        CommandLine.CLEAN
            .replace("app = FastAPI()", "from app.context import bind, get\n\napp = FastAPI()")
            .replace("    await asyncio", "    bind(tenant)\n    await asyncio")
            .replace("\"tenant\": tenant", "\"tenant\": get()");
    CommandLine.Run run =
        cli.fed(main)
            .run("scan", "--output-format", "concise", "--stdin-filename", "app/new.py", "-");
    assertThat(run.out()).contains("app/context.py:9:").contains("CT101");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scan --stdin-filename x.py | --stdin-filename needs the PATH -, for standard input",
        "scan - app | the PATH - stands alone: standard input is one file",
      })
  void wrongUseOfStandardInput(String line, String message) {
    assertThat(cli.run(line.split(" ")))
        .isEqualTo(new CommandLine.Run(2, "", "crosstalk: " + message + "\n"));
  }
}
