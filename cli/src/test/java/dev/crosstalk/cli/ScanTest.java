package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
  @TempDir Path temporary;
  private Path folder = Path.of("");
  private CommandLine cli = CommandLine.in(Path.of("").toAbsolutePath());

  @BeforeEach
  void open() throws IOException {
    folder = temporary.toRealPath();
    cli = CommandLine.in(folder);
  }

  @Test
  void concise() throws IOException {
    cli.write("main.py", CommandLine.LEAK);
    CommandLine.Run run = cli.run("scan", "--output-format", "concise");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("main.py:13:").contains("CT101");
  }

  @Test
  void nothingFoundIsClean() throws IOException {
    cli.write("main.py", CommandLine.CLEAN);
    CommandLine.Run run = cli.run("scan");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
  }

  @Test
  void aRuleIsConfinedToTheFoldersThatTheFileNames() throws IOException {
    String state = "seen = []\n\n\ndef see(x):\n    seen.append(x)\n";
    cli.write("app/services/orders/state.py", state);
    cli.write("app/core/state.py", state);
    String select = "[tool.crosstalk]\nextend-select = ['CT901']\n";
    cli.write("pyproject.toml", select);
    assertThat(cli.run("scan", "--output-format", "concise").out())
        .contains("app/services/orders/state.py:1:")
        .contains("app/core/state.py:1:");
    cli.write("pyproject.toml", select + "[tool.crosstalk.paths]\nCT901 = ['services/']\n");
    assertThat(cli.run("scan", "--output-format", "concise").out())
        .contains("app/services/orders/state.py:1:")
        .doesNotContain("app/core/state.py");
    cli.write("pyproject.toml", select + "[tool.crosstalk.paths]\nCT901 = 3\n");
    assertThat(cli.run("scan").err())
        .contains("[tool.crosstalk] paths.CT901 must be a list of strings");
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
  void everyFormatHasTheSameExitCodeAndTheSameBytesTwice(String format) throws IOException {
    cli.write("main.py", CommandLine.LEAK);
    CommandLine.Run run = cli.run("scan", "--output-format", format, ".");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("CT101").doesNotContain("\u001b");
    assertThat(cli.run("scan", "--output-format", format, ".")).isEqualTo(run);
    if (format.equals("full") || format.equals("concise")) {
      assertThat(run.out().lines())
          .allMatch(line -> format.equals("concise") || line.length() <= 80);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--fail-on critical, 1",
    "--fail-on note, 1",
    "--exit-zero, 0",
    "--ignore CT101, 0",
    "--ignore CT1, 0",
    "--select CT2, 0",
    "--select CT101, 1",
    "--select request-data-in-module-state, 1",
    "--select ALL --ignore CT101 --ignore CT901, 0",
    "--exclude *.py, 2",
    "--no-cache, 1",
  })
  void optionsDecide(String options, int code) throws IOException {
    cli.write("main.py", CommandLine.LEAK);
    List<String> words = new java.util.ArrayList<>(List.of("scan"));
    words.addAll(List.of(options.split(" ", -1)));
    assertThat(cli.run(words.toArray(String[]::new)).code()).isEqualTo(code);
  }

  @Test
  void theFileOfTheProjectDecidesUnlessTheArgumentsDo() throws IOException {
    cli.write("main.py", CommandLine.LEAK);
    cli.write("pyproject.toml", "[tool.crosstalk]\nignore = ['CT101']\n");
    assertThat(cli.run("scan").code()).isZero();
    assertThat(cli.run("scan", "--select", "CT101").code()).isEqualTo(1);
    assertThat(cli.run("scan", "--isolated").code()).isEqualTo(1);
    cli.write("pyproject.toml", "[tool.crosstalk]\nseverity = { CT1 = 'low' }\nfail-on = 'high'\n");
    CommandLine.Run low = cli.run("scan", "--output-format", "concise");
    assertThat(low.code()).isZero();
    assertThat(low.out()).contains("CT101").contains("low");
    assertThat(cli.run("scan", "--fail-on", "low").code()).isEqualTo(1);
  }

  @Test
  void anUnknownKeyIsTold() throws IOException {
    cli.write("main.py", CommandLine.CLEAN);
    cli.write("pyproject.toml", "[tool.crosstalk]\nignroe = ['CT101']\n");
    CommandLine.Run run = cli.run("scan", "--output-format", "json");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("unknown key 'ignroe' has no effect; did you mean ignore?");
  }

  @Test
  void aCommentSilencesAndIsCounted() throws IOException {
    String quiet =
        CommandLine.LEAK.replace(
            "return {\"tenant\": current[\"tenant\"]}",
            "return {\"tenant\": current[\"tenant\"]}  # crosstalk: ignore[CT101] a demo");
    cli.write("main.py", quiet);
    CommandLine.Run run = cli.run("scan", "--output-format", "json");
    assertThat(run.code()).isZero();
    assertThat(run.out().replaceAll("\\s", "")).contains("\"suppressed\":1");
    cli.write("main.py", quiet.replace("ignore[CT101]", "ignore[CT102]"));
    CommandLine.Run other = cli.run("scan", "--output-format", "json");
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.out()).contains("this suppression silences nothing");
  }

  @ParameterizedTest
  @CsvSource({"report.json, {", "report.sarif, {", "report.html, <", "report.txt, ─"})
  void theFileGetsTheDocument(String name, String start) throws IOException {
    cli.write("main.py", CommandLine.LEAK);
    CommandLine.Run run = cli.run("scan", "--output-file", name);
    assertThat(run)
        .isEqualTo(new CommandLine.Run(1, "", "crosstalk: wrote " + name + ": 1 finding\n"));
    assertThat(Files.readString(folder.resolve(name))).startsWith(start);
    assertThat(cli.run("scan", "-q", "-o", name).err()).isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("main.py", name);
    }
  }

  @Test
  void aFileThatCannotBeWrittenLosesNothing() throws IOException {
    cli.write("main.py", CommandLine.LEAK);
    Files.createDirectories(folder.resolve("taken"));
    for (String name : List.of("taken", "no/such/place.json", "main.py/x.json")) {
      CommandLine.Run run = cli.run("scan", "--output-format", "json", "--output-file", name);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.errLines()).hasSize(1);
      assertThat(run.err())
          .startsWith("crosstalk: cannot write " + name + " (")
          .endsWith("; the findings are printed instead\n");
      assertThat(run.out()).contains("main.py:13:").contains("CT101");
    }
  }

  @Test
  void aDeviceIsWrittenInPlace() throws IOException {
    cli.write("main.py", CommandLine.LEAK);
    assertThat(cli.run("scan", "-o", "/dev/null").code()).isEqualTo(1);
    CommandLine.Run full = cli.run("scan", "-o", "/dev/full");
    assertThat(full.code()).isEqualTo(2);
    assertThat(full.out()).contains("CT101");
    assertThat(full.errLines()).hasSize(1);
    assertThat(Files.exists(Path.of("/dev/null"))).isTrue();
  }

  @Test
  void colourIsForTerminalsAndForThoseWhoAsk() throws IOException {
    cli.write("main.py", CommandLine.LEAK);
    String escape = "\u001b[";
    assertThat(cli.run("scan", "--color", "always").out()).contains(escape);
    assertThat(cli.onTerminal().run("scan").out()).contains(escape);
    assertThat(cli.onTerminal().with(Map.of("NO_COLOR", "1")).run("scan").out())
        .doesNotContain(escape);
    assertThat(cli.onTerminal().with(Map.of("TERM", "dumb")).run("scan").out())
        .doesNotContain(escape);
    assertThat(cli.onTerminal().run("scan", "--color", "never").out()).doesNotContain(escape);
    assertThat(cli.onTerminal().with(Map.of("LC_ALL", "C", "NO_COLOR", "1")).run("scan").out())
        .matches("\\p{ASCII}+");
  }

  @Test
  void aNamedFileIsJudgedWithWhatItImports() throws IOException {
    cli.write(
        "shop/context.py",
        """
        current = {}


        def bind(tenant):
            current["tenant"] = tenant


        def tenant():
            return current["tenant"]
        """);
    cli.write("shop/__init__.py", "");
    cli.write("shop/unrelated.py", CommandLine.LEAK);
    cli.write(
        "shop/main.py",
        """
        import asyncio

        from fastapi import FastAPI

        from shop.context import bind, tenant

        app = FastAPI()


        @app.get("/x/{name}")
        async def read(name: str):
            bind(name)
            await asyncio.sleep(0)
            return tenant()
        """);
    CommandLine.Run run = cli.run("scan", "--output-format", "concise", "shop/main.py");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out()).contains("shop/context.py:9:").doesNotContain("unrelated.py");
  }
}
