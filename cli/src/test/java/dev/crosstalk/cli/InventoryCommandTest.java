package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryCommandTest {
  @TempDir Path temporary;
  private CommandLine cli = CommandLine.in(Path.of("").toAbsolutePath());

  @BeforeEach
  void open() throws IOException {
    cli = CommandLine.in(temporary.toRealPath());
    cli.write(
        "main.py",
        """
        import asyncio
        from contextvars import ContextVar

        from fastapi import FastAPI

        app = FastAPI()
        current = {}
        totals = {"a": 0}
        UNITS = {"kg": 1}
        tenant_var: ContextVar[str] = ContextVar("tenant")
        lock = asyncio.Lock()
        guarded = []


        @app.get("/reports/{tenant}")
        async def report(tenant: str):
            current["tenant"] = tenant
            await asyncio.sleep(0.01)
            return {"tenant": current["tenant"], "unit": UNITS["kg"]}


        @app.post("/count")
        def count():
            tenant_var.set("x")
            totals["a"] = 1
            return totals["a"], tenant_var.get()


        @app.post("/guarded")
        async def add(word: str):
            async with lock:
                guarded.append(word)
                await asyncio.sleep(0)
            return len(guarded)
        """);
  }

  private String json(String... show) {
    String[] words = {"inventory", "--output-format", "json", "--show", String.join(",", show)};
    CommandLine.Run run = cli.run(words);
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEmpty();
    return run.out().replaceAll("\\s", "");
  }

  @Test
  void everyPlaceThatRequestsWriteIsJudged() {
    String state = json("state");
    assertThat(state)
        .contains(
            "\"place\":\"current[\\\"tenant\\\"]\"", "\"judgement\":\"reported:CT101atmain.py:19\"")
        .contains("\"writtenBy\":[\"GET/reports/{tenant}\"],\"writtenAt\":[\"main.py:17\"]")
        .contains("\"place\":\"guarded[-1]\",", "\"judgement\":\"everywriteholdsalock\"")
        .contains("\"place\":\"tenant_var\",", "acontextvariable:eachrequesthasitsownvalue")
        .doesNotContain("\"place\":\"UNITS");
    assertThat(state.indexOf("\"place\":\"current"))
        .isBetween(0, state.indexOf("\"place\":\"guarded"));
    assertThat(json("constants"))
        .contains("\"place\":\"UNITS[\\\"kg\\\"]\"", "\"judgement\":\"norequestwritesit\"")
        .doesNotContain("\"place\":\"guarded[-1]");
  }

  @Test
  void entryPointsSayWhereTheyRun() {
    assertThat(json("entry-points"))
        .contains(
            "\"entryPoint\":\"POST/count\",\"function\":\"main.count\",\"place\":\"main.py:23\","
                + "\"framework\":\"starlette\",\"runsIn\":\"threadpool\"")
        .contains("\"entryPoint\":\"GET/reports/{tenant}\"", "\"runsIn\":\"eventloop\"")
        .doesNotContain("sharedState");
  }

  @Test
  void suspensionPointsAreLines() {
    assertThat(json("suspension-points"))
        .contains(
            "{\"place\":\"main.py:18\",\"text\":\"awaitasyncio.sleep(0.01)\",\"certain\":true,"
                + "\"why\":\"anotherrequestcanrun\",\"entryPoints\":1}");
  }

  @Test
  void peopleReadIt() {
    CommandLine.Run run = cli.run("inventory");
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("Where requests enter: 3\n", "requests write and that outlives them: 5\n")
        .contains("  current[\"tenant\"]\n", "      judgement: reported: CT101 at main.py:19\n")
        .doesNotContain("Where other requests", "UNITS");
    CommandLine.Run wrong = cli.run("inventory", "--show", "stat");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("--show does not know 'stat'; it takes state, constants,");
    assertThat(cli.run("inventory", "nowhere").code()).isEqualTo(2);
  }
}
