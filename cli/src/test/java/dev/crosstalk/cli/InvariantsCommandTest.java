package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.drive.live.LiveDemo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvariantsCommandTest {
  @TempDir Path folder;

  private static final String SCENARIO =
      """
      [[scenario]]
      name = "two transfers"

      [[scenario.set-up]]
      method = "POST"
      path = "/KIND/accounts"
      json = '{"owner": "a", "balance": 10}'
      capture = { from = "/id" }

      [[scenario.set-up]]
      method = "POST"
      path = "/KIND/accounts"
      json = '{"owner": "b", "balance": 0}'
      capture = { to = "/id" }

      [[scenario.race]]
      method = "POST"
      path = "/KIND/transfers"
      json = '{"from_account": "${from}", "to_account": "${to}", "amount": 5}'

      [[scenario.race]]
      method = "POST"
      path = "/KIND/transfers"
      json = '{"from_account": "${from}", "to_account": "${to}", "amount": 5}'

      [[invariant]]
      name = "all money arrives"
      path = "/KIND/accounts/${to}"
      pointer = "/balance"
      relation = "equals"
      value = VALUE
      """;

  private CommandLine.Run probe(LiveDemo demo, String scenario, String... more) throws IOException {
    CommandLine here = CommandLine.in(folder).with(Map.of("XDG_STATE_HOME", folder + "/state"));
    here.write("races.toml", scenario);
    List<String> words = new java.util.ArrayList<>(List.of("probe", demo.url(), "--yes"));
    words.addAll(List.of("--rounds", "8", "--scenario", "races.toml"));
    words.addAll(List.of(more));
    return here.run(words.toArray(String[]::new));
  }

  private static String transfers(String kind, String value) {
    return SCENARIO.replace("KIND", kind).replace("VALUE", value);
  }

  @Test
  void aBrokenInvariantIsARaceAndStaysOneInTheRecord() throws IOException {
    String words = "the invariant `all money arrives` does not hold: `/balance` is 5 instead of 10";
    try (LiveDemo demo = LiveDemo.start()) {
      CommandLine.Run run = probe(demo, transfers("racy", "10"), "--output-format", "concise");
      assertThat(run.code()).as(run.err()).isEqualTo(1);
      assertThat(run.out()).contains(words);
      CommandLine.Run safe = probe(demo, transfers("safe", "10"), "--output-format", "concise");
      assertThat(safe.code()).as(safe.out() + safe.err()).isZero();
    }
    CommandLine here = CommandLine.in(folder).with(Map.of("XDG_STATE_HOME", folder + "/state"));
    List<String> runs = here.run("report").out().lines().toList();
    String first = runs.getLast().split(" ", 2)[0];
    assertThat(here.run("report", first, "--output-format", "concise").out()).contains(words);
  }

  @Test
  void whatSerialRunsBreakTooIsNoRace() throws IOException {
    try (LiveDemo demo = LiveDemo.start()) {
      CommandLine.Run run = probe(demo, transfers("safe", "7"));
      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out().replaceAll("\\s+", " "))
          .contains("does not hold one request after the other either");
    }
  }

  private static final String SHOP =
      """
      import asyncio

      from fastapi import FastAPI

      app = FastAPI()
      stock = {"lamp": 1}


      @app.post("/buy/{who}")
      async def buy(who: str):
          if stock["lamp"] < 1:
              return {"ok": False}
          await asyncio.sleep(0.001)
          stock["lamp"] -= 1
          return {"ok": True}


      @app.get("/stock")
      async def read():
          return {"stock": stock["lamp"]}
      """;

  private static final String BUYERS =
      """
      [[scenario]]
      name = "two buyers"

      [[scenario.race]]
      method = "POST"
      path = "/buy/a"

      [[scenario.race]]
      method = "POST"
      path = "/buy/b"

      [[invariant]]
      name = "never oversold"
      path = "/stock"
      pointer = "/stock"
      relation = "never-negative"
      """;

  private CommandLine.Run explore(String app) {
    return CommandLine.in(folder)
        .run(
            "explore",
            app,
            "--scenario",
            "buyers.toml",
            "--python",
            System.getProperty("crosstalk.python", "python3"),
            "--budget",
            "30s",
            "--no-history",
            "--output-format",
            "concise");
  }

  @Test
  void exploreHoldsInvariantsAgainstEveryRun() throws IOException {
    CommandLine here = CommandLine.in(folder);
    here.write("shop.py", SHOP);
    here.write("fixed.py", SHOP.replace("    await asyncio.sleep(0.001)\n", ""));
    here.write("buyers.toml", BUYERS);
    CommandLine.Run racy = explore("shop:app");
    assertThat(racy.code()).as(racy.err()).isEqualTo(1);
    assertThat(racy.out().lines())
        .anyMatch(line -> line.contains("The invariant `never oversold` does not hold"))
        .anyMatch(line -> line.contains("`/stock` is -1"));
    CommandLine.Run fixed = explore("fixed:app");
    assertThat(fixed.code()).as(fixed.out() + fixed.err()).isZero();
    here.write("buyers.toml", BUYERS.replace("never-negative", "magic"));
    CommandLine.Run wrong = explore("shop:app");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.errLines()).hasSize(1);
    assertThat(wrong.err()).contains("buyers.toml").contains("is one of never-negative");
  }

  @Test
  void aWrongInvariantsFileIsOneLine() throws IOException {
    try (LiveDemo demo = LiveDemo.start()) {
      CommandLine.Run wrong = probe(demo, transfers("racy", "[1]"));
      assertThat(wrong.code()).isEqualTo(2);
      assertThat(wrong.errLines()).hasSize(1);
      assertThat(wrong.err()).contains("races.toml").contains("a text, a number");
      CommandLine.in(folder).write("empty.toml", "");
      CommandLine.Run empty = probe(demo, transfers("racy", "10"), "--invariants", "empty.toml");
      assertThat(empty.code()).isEqualTo(2);
      assertThat(empty.err()).contains("holds no [[invariant]]");
      CommandLine.Run nobody =
          probe(demo, transfers("racy", "10").replace("relation", "identity = \"eve\"\nrelation"));
      assertThat(nobody.err()).doesNotContain("Exception");
      assertThat(probe(demo, transfers("racy", "10").replace("equals", "magic")).err())
          .contains("is one of never-negative");
    }
  }
}
