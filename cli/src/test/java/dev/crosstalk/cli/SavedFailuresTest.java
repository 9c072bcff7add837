package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.document.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What explore proved is kept beside the application, for the next run and for other tools.
class SavedFailuresTest {
  private static final String PYTHON = System.getProperty("crosstalk.python", "python3");
  private static final String SHOP =
      """
      import asyncio

      from fastapi import FastAPI, HTTPException

      app = FastAPI()
      stock = {"lamp": 1}


      @app.post("/orders")
      async def order() -> dict:
          if stock["lamp"] < 1:
              raise HTTPException(409, "it's \\"sold\\" out")
          await asyncio.sleep(0.001)
          stock["lamp"] -= 1
          return {"left": stock["lamp"]}
      """;

  private static final String REPAIRED =
      SHOP.replace("    await asyncio.sleep(0.001)\n", "")
          .replace("stock[\"lamp\"] -= 1", "stock[\"lamp\"] -= 1\n    await asyncio.sleep(0.001)");

  @TempDir Path folder;

  private CommandLine line;

  @BeforeEach
  void start() throws Exception {
    line = CommandLine.in(folder).with(Map.of("HOME", folder.toString()));
    line.write("shop.py", SHOP);
  }

  private CommandLine.Run explore(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("explore", "shop:app", "--python", PYTHON, "--output-format", "json"));
    arguments.addAll(List.of(more));
    if (!arguments.contains("--budget")) {
      arguments.addAll(List.of("--budget", "120s"));
    }
    return line.run(arguments.toArray(String[]::new));
  }

  private static List<Map<?, ?>> saved(CommandLine.Run run) throws Exception {
    List<Map<?, ?>> rows = new ArrayList<>();
    for (Object row : (List<?>) Json.at(Json.parse(run.out()), "/saved").orElse(List.of())) {
      rows.add((Map<?, ?>) row);
    }
    return rows;
  }

  private List<String> files() throws IOException {
    Path kept = folder.resolve(".crosstalk/failures");
    if (!Files.exists(kept)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(kept)) {
      return found.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void replaysWhatWasSavedAndTakesOutWhatIsFixed() throws Exception {
    CommandLine.Run first = explore();
    assertThat(first.code()).as(first.err()).isEqualTo(1);
    assertThat(saved(first)).hasSize(1);
    String id = String.valueOf(saved(first).getFirst().get("id"));
    assertThat(id).matches("ct00\\d-[0-9a-f]{8}");
    assertThat(saved(first).getFirst().get("state")).isEqualTo("new");
    assertThat(files()).containsExactly(id + ".json");

    CommandLine.Run replay =
        line.run("replay", id.substring(0, 8), "--python", PYTHON, "--output-format", "json");
    assertThat(replay.code()).as(replay.err()).isEqualTo(1);

    CommandLine.Run second = explore();
    assertThat(second.code()).isEqualTo(1);
    assertThat(saved(second).getFirst().get("state")).isEqualTo("still there");

    line.write("shop.py", REPAIRED);
    CommandLine.Run unsure = explore("--budget", "0s");
    assertThat(saved(unsure).getFirst().get("state")).isEqualTo("not run");
    assertThat(files()).as("no proof of a repair").hasSize(1);
    CommandLine.Run fixed = explore();
    assertThat(fixed.code()).as(fixed.out()).isZero();
    assertThat(saved(fixed).getFirst().get("id")).isEqualTo(id);
    assertThat(saved(fixed).getFirst().get("state")).isEqualTo("fixed");
    assertThat(String.valueOf(saved(fixed).getFirst().get("note"))).contains("exhausted");
    assertThat(files()).isEmpty();
    CommandLine.Run gone = line.run("replay", id, "--python", PYTHON);
    assertThat(gone.code()).isEqualTo(2);
    assertThat(gone.errLines()).hasSize(1);
    assertThat(gone.err()).contains("no failure `" + id + "` is saved", "--app-dir");
  }

  @Test
  void onlyFailuresOfTheSameApplicationAreReplayed() throws Exception {
    explore();
    line.write("other.py", REPAIRED);
    CommandLine.Run other =
        line.run("explore", "other:app", "--python", PYTHON, "--output-format", "json");
    assertThat(other.code()).isZero();
    assertThat(saved(other)).isEmpty();
    assertThat(files()).hasSize(1);
  }

  @Test
  void aFolderThatCannotBeWrittenIsOneWarning() throws Exception {
    line.write(".crosstalk", "a file");
    CommandLine.Run run = explore();
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.errLines()).hasSize(1);
    assertThat(run.err()).contains("cannot keep the failures", "the report has their tokens");
    assertThat(Json.at(Json.parse(run.out()), "/findings/0/replay").orElseThrow().toString())
        .startsWith("xt1-");
  }

  @Test
  void keepsNothingWhenAskedTo() throws Exception {
    assertThat(explore("--no-history").code()).isEqualTo(1);
    assertThat(files()).isEmpty();
  }

  @Test
  void passesOverFilesThatAreNoFailures() throws Exception {
    explore();
    line.write(".crosstalk/failures/ct002-00000000.json", "{\"app\": \"shop:app\"}");
    line.write(".crosstalk/failures/notes.txt", "ours");
    line.write(
        ".crosstalk/failures/ct002-00000001.json",
        "{\"app\":\"shop:app\",\"code\":\"CT002\",\"scenario\":\"x\",\"token\":\"xt1-no\"}");
    CommandLine.Run run = explore();
    assertThat(run.err()).isEmpty();
    assertThat(saved(run).stream().map(row -> String.valueOf(row.get("state"))).toList())
        .containsExactlyInAnyOrder("not run", "still there");
    assertThat(saved(run).toString()).contains("damaged");
  }

  @Test
  void theExportedTestsFailWhileTheFaultIsThereAndPassAfterTheRepair() throws Exception {
    CommandLine.Run run = explore("--export-pytest", "tests.py", "--export-scenario", "races.toml");
    assertThat(run.err()).contains("wrote tests.py: tests of 1 proofs", "wrote races.toml");
    assertThat(Files.readString(folder.resolve("tests.py"))).doesNotContain(folder.toString());
    Path command =
        line.write(
            "crosstalk",
            """
            #!/bin/sh
            exec %s -cp '%s' dev.crosstalk.cli.Main "$@"
            """
                .formatted(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    Stream.of("jdk.module.path", "java.class.path")
                        .map(name -> System.getProperty(name, ""))
                        .filter(path -> !path.isEmpty())
                        .collect(Collectors.joining(":"))));
    assertThat(command.toFile().setExecutable(true)).isTrue();
    String failing = pytest(command.toString());
    assertThat(failing).contains("1 failed", "No order of the requests");
    line.write("shop.py", REPAIRED);
    assertThat(pytest(command.toString())).contains("1 passed");
    assertThat(pytest("/no/such/crosstalk")).contains("1 failed", "name it in CROSSTALK");
    assertThat(
            line.run("explore", "shop:app", "--python", PYTHON, "--scenario", "races.toml").code())
        .isZero();
  }

  private String pytest(String command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(PYTHON, "-m", "pytest", "-p", "no:cacheprovider", "tests.py")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("CROSSTALK", command);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }
}
