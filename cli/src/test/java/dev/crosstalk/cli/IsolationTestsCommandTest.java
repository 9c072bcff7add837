package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.drive.live.LiveDemo;
import dev.crosstalk.openapi.document.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolationTestsCommandTest {
  private static final String PYTHON = System.getProperty("crosstalk.python");

  @TempDir Path folder;
  private CommandLine line = CommandLine.in(Path.of("").toAbsolutePath());

  @BeforeEach
  void open() {
    line = CommandLine.in(folder);
  }

  @Test
  void aLeakFailsTheSuiteAndItsRepairPasses() throws Exception {
    try (LiveDemo demo = LiveDemo.start()) {
      CommandLine.Run made =
          line.run("isolation-tests", "generate", demo.url() + "/openapi.json", "--seed", "5");
      assertThat(made.code()).as(made.err()).isZero();
      assertThat(Files.readString(folder.resolve("isolation.toml")))
          .contains("GET /racy/reports")
          .contains("canaries xt")
          .contains("identities = { a = \"tenant-a\", b = \"tenant-b\" }");
      CommandLine.Run leaks =
          line.run(
              "isolation-tests",
              "run",
              "isolation.toml",
              demo.url(),
              "--include",
              "GET /racy/reports",
              "--junit",
              "junit.xml",
              "--sarif",
              "leaks.sarif");
      assertThat(leaks.code()).as(leaks.err()).isEqualTo(1);
      assertThat(leaks.out()).contains("CT001");
      assertThat(
              python(
                  "import xml.etree.ElementTree as t; r = t.parse('junit.xml').getroot();"
                      + " print(r.get('failures'), r.find('.//failure').get('message'))"))
          .startsWith("1 GET /racy/reports")
          .contains("belongs to");
      Object sarif = Json.parse(Files.readString(folder.resolve("leaks.sarif")));
      assertThat(Json.at(sarif, "/runs/0/results/0/ruleId")).contains("CT001");
      CommandLine.Run safe =
          line.run("isolation-tests", "run", "isolation.toml", demo.url(), "--include", "/safe/");
      assertThat(safe.code()).as(safe.out() + safe.err()).isZero();
    }
  }

  @Test
  void anApplicationIsServedForTheRunAndEndedAfterIt() throws IOException {
    line.write("leaky.py", CommandLine.LEAK);
    line.write("clean.py", CommandLine.CLEAN);
    CommandLine.Run made =
        line.run("isolation-tests", "generate", "leaky:app", "--python", PYTHON, "-o", "s.toml");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(runSuite("leaky:app").code()).isEqualTo(1);
    CommandLine.Run clean = runSuite("clean:app");
    assertThat(clean.code()).as(clean.out() + clean.err()).isZero();
    CommandLine.Run missing = runSuite("absent:app");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("absent:app does not start").contains("absent");
    assertThat(missing.errLines()).hasSize(1);
  }

  private CommandLine.Run runSuite(String app) {
    return line.run("isolation-tests", "run", "s.toml", app, "--python", PYTHON);
  }

  @Test
  void theGeneratedPytestFailsOnTheLeakAndPassesOnTheRepair() throws Exception {
    try (LiveDemo demo = LiveDemo.start()) {
      String document = demo.url() + "/openapi.json";
      line.run(
          "isolation-tests",
          "generate",
          document,
          "--include",
          "GET /racy/reports",
          "--pytest",
          "test_racy.py");
      line.run(
          "isolation-tests",
          "generate",
          document,
          "--include",
          "GET /safe/reports",
          "--pytest",
          "test_safe.py");
      assertThat(pytest(demo, "test_racy.py")).contains("holds xt").contains("1 failed");
      assertThat(pytest(demo, "test_safe.py")).contains("1 passed");
      CommandLine.Run probed =
          line.run(
              "probe",
              demo.url(),
              "--yes",
              "--seed",
              "7",
              "--rounds",
              "10",
              "--include",
              "POST /racy/purchase twice",
              "--export-pytest",
              "test_found.py",
              "--export-scenario",
              "found.toml");
      assertThat(probed.code()).as(probed.err()).isEqualTo(1);
      assertThat(pytest(demo, "test_found.py")).contains("1 failed");
      CommandLine.Run again =
          line.run("probe", demo.url(), "--yes", "--scenario", "found.toml", "--rounds", "10");
      assertThat(again.code()).as(again.err()).isEqualTo(1);
    }
  }

  private String python(String code) throws IOException {
    Process process =
        new ProcessBuilder(PYTHON, "-c", code)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private String pytest(LiveDemo demo, String file) throws Exception {
    Path out = folder.resolve(file + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", file)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.environment().put("CROSSTALK_URL", demo.url());
    builder.start().waitFor();
    return Files.readString(out, StandardCharsets.UTF_8);
  }

  @Test
  void whatCannotBeJudgedIsNoPass() throws IOException {
    line.write(
        "s.toml",
        """
        [[scenario]]
        name = "nothing there"
        isolated = true
        [[scenario.race]]
        path = "/absent?q=1"
        [[scenario.race]]
        path = "/absent?q=2"
        """);
    try (LiveDemo demo = LiveDemo.start()) {
      CommandLine.Run run = line.run("isolation-tests", "run", "s.toml", demo.url());
      assertThat(run.code()).as(run.out()).isEqualTo(2);
      assertThat(run.out()).contains("refuses the requests");
    }
    line.write(
        "bad.toml",
        """
        [[scenario]]
        name = "x"
        [[scenario.race]]
        path = "/"
        [[scenario.race]]
        path = "/"
        """);
    CommandLine.Run bad = line.run("isolation-tests", "run", "bad.toml", "http://127.0.0.1:1");
    assertThat(bad.code()).isEqualTo(2);
    assertThat(bad.err()).contains("isolated = true");
    assertThat(line.run("isolation-tests", "walk").err()).contains("generate DOCUMENT");
  }
}
