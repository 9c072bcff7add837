package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainCommandTest {
  private static final String SERVICE =
      """
      import asyncio

      from fastapi import FastAPI

      app = FastAPI()
      current = {}
      names = {"a": 1}
      count = {"n": 0}
      lock = asyncio.Lock()


      @app.get("/reports/{tenant}")
      async def report(tenant: str):
          current["tenant"] = tenant
          await asyncio.sleep(0.01)
          return {"tenant": current["tenant"]}


      @app.get("/names")
      async def get_names():
          return names["a"]


      @app.post("/count")
      async def add():
          async with lock:
              n = count["n"]
              await asyncio.sleep(0)
              count["n"] = n + 1
          return n


      @app.post("/odd")
      async def odd(thing):
          return mystery.call(thing)


      def script():
          return current["tenant"]
      """;

  @TempDir Path temporary;
  private CommandLine cli = CommandLine.in(Path.of("").toAbsolutePath());

  @BeforeEach
  void open() throws IOException {
    cli = CommandLine.in(temporary.toRealPath());
    cli.write("main.py", SERVICE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "15 | CT101 request-data-in-module-state [critical, high confidence] at main.py:16:",
        "15 | GET /reports/{tenant}",
        "15 | another request can run",
        "14 | writes current[\"tenant\"]",
        "14 | read at main.py:16 by GET /reports/{tenant}",
        "21 | reads names[\"a\"]",
        "21 | names[\"a\"] is written on the path of no request",
        "29 | writes count[\"n\"], holding lock",
        "29 | every write of count[\"n\"] holds a lock",
        "35 | mystery.call: what it does is not known, so it accuses nobody",
        "39 | no entry point that is known",
        "39 | no request is known to come here",
        "3 | no request is known to come here",
        "15 | rules are run: CT101, CT102",
      })
  void tellsTheChainOfFacts(int line, String words) {
    CommandLine.Run run = cli.run("explain", "main.py:" + line);
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("main.py:" + line + "\n").contains(words);
  }

  @Test
  void whatTheConfigurationLeavesOutIsFoundAllTheSame() throws IOException {
    cli.write("pyproject.toml", "[tool.crosstalk]\nignore = ['CT101']\n");
    assertThat(cli.run("explain", "main.py:16").out())
        .contains("found, but not reported")
        .contains("(the rule is not run; --extend-select CT101)");
    cli.write("pyproject.toml", "[tool.crosstalk.per-file-ignores]\n'main.py' = ['CT1']\n");
    assertThat(cli.run("explain", "main.py:16").out()).contains("(left out by per-file-ignores)");
    cli.write("pyproject.toml", "");
    cli.write("main.py", SERVICE.replace("current[\"tenant\"]}", "current[\"tenant\"]}  # noqa"));
    assertThat(cli.run("explain", "main.py:16").out())
        .contains("found, but not reported\n  CT101 request-data-in-module-state [critical, high")
        .contains("(silenced by line 16: # noqa)")
        .doesNotContain("why it is silent");
  }

  @Test
  void onlyACommentThatSilencesSaysThatItDoes() throws IOException {
    String read = "    return {\"tenant\": current[\"tenant\"]}";
    cli.write(
        "main.py",
        SERVICE.replace(
            read, "    # crosstalk: ignore[CT101] one tenant in this process\n" + read));
    assertThat(cli.run("explain", "main.py:17").out())
        .contains("(silenced by line 16: # crosstalk: ignore[CT101] one tenant in this process)");
    cli.write("main.py", SERVICE.replace(read, read + "  # crosstalk: ignore[CT201] never"));
    assertThat(cli.run("explain", "main.py:16").out())
        .contains("reported\n  CT101")
        .contains(
            "the comment on line 16 silences nothing (unused): # crosstalk: ignore[CT201] never");
    cli.write("main.py", SERVICE.replace(read, read + "  # see the page on crosstalk: and noqa"));
    assertThat(cli.run("explain", "main.py:16").out()).doesNotContain("silences");
  }

  @Test
  void aFileElsewhereBringsItsProject() throws IOException {
    cli.write("there/pyproject.toml", "");
    cli.write("there/src/service/__init__.py", "");
    cli.write("there/src/service/main.py", SERVICE);
    cli.write("here/other.py", "");
    CommandLine here = CommandLine.in(temporary.toRealPath().resolve("here"));
    assertThat(here.run("explain", "../there/src/service/main.py:16").out())
        .startsWith("src/service/main.py:16\n")
        .contains("reported\n  CT101");
    assertThat(here.run("explain", "src/service/main.py:16", "../there").out())
        .startsWith("src/service/main.py:16\n")
        .contains("reported\n  CT101");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "explain | which line? Name one, such as app/main.py:42",
        "explain main.py | 'main.py' is no FILE:LINE, such as app/main.py:42",
        "explain main.py:0 | 'main.py:0' is no FILE:LINE, such as app/main.py:42",
        "explain main.py:999 | main.py has no line 999 that could be read",
        "explain nowhere.py:1 | nowhere.py is not judged: it is no file below ., or it is left out"
            + " (see crosstalk scan --show-files)",
      })
  void wrongUsageIsOneLine(String line, String message) {
    CommandLine.Run run = cli.run(line.split(" "));
    assertThat(run).isEqualTo(new CommandLine.Run(2, "", "crosstalk: " + message + "\n"));
  }
}
