package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.drive.live.LiveDemo;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.scenario.ScenarioFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeCommandTest {
  @TempDir Path folder;

  private record Run(int code, String out, String err) {}

  @Test
  void aRaceIsReportedWithItsRounds() throws IOException, DocumentException {
    try (LiveDemo demo = LiveDemo.start()) {
      Run run =
          run(
              "probe",
              demo.url(),
              "--yes",
              "--seed",
              "7",
              "--rounds",
              "10",
              "--include",
              "/racy/counter",
              "--output-format",
              "json");
      assertThat(run.code()).as(run.err()).isEqualTo(1);
      Object report = Json.parse(run.out());
      assertThat(Json.at(report, "/command")).contains("probe");
      assertThat(Json.at(report, "/findings/0/code")).contains("CT003");
      assertThat(Json.at(report, "/findings/0/verdict")).contains("CONFIRMED");
      assertThat(Json.at(report, "/findings/0/evidence/interleaving/lanes/2/id")).contains("Z");
      assertThat(Json.at(report, "/rounds/0/technique")).contains("last-byte");
      assertThat((Long) Json.at(report, "/rounds/0/overlapped").orElseThrow()).isPositive();
      Run safe = run("probe", demo.url(), "--yes", "--rounds", "6", "--include", "/safe/counter");
      assertThat(safe.code()).as(safe.out()).isZero();
      assertThat(safe.out()).contains("nothing found");
    }
  }

  @Test
  void theLiveDemoShowsTheLeakAndLeavesTheRepairedTwinsAlone() {
    Run run = run("demo", "--live", "-q");
    assertThat(run.code()).as(run.err()).isEqualTo(1);
    assertThat(run.out())
        .contains("CRITICAL CT001 foreign-data-in-response")
        .contains("POST /racy/purchase twice")
        .contains("POST /racy/transfers twice")
        .contains("PATCH /racy/people/{person_id} with two different bodies")
        .contains("POST /racy/chat/{session} by two tenants");
    assertThat(run.out().lines().filter(line -> line.contains("── ")))
        .noneMatch(line -> line.contains("/safe/"));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void asksBeforeItChangesAnything() throws IOException, DocumentException {
    try (LiveDemo demo = LiveDemo.start()) {
      Run run = run("probe", demo.url(), "--seed", "1");
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains("--yes").contains("127.0.0.1");
      Run plan = run("probe", demo.url(), "--seed", "1", "--plan-only");
      assertThat(plan.code()).isZero();
      assertThat(ScenarioFile.parse(plan.out())).isNotEmpty();
      Path file = folder.resolve("plan.toml");
      Files.writeString(file, plan.out());
      Run again =
          run(
              "probe",
              demo.url(),
              "--yes",
              "--scenario",
              file.toString(),
              "--include",
              "GET /racy/reports",
              "--rounds",
              "5");
      assertThat(again.code()).as(again.err()).isEqualTo(1);
      assertThat(again.out()).contains("CT001");
    }
  }

  @Test
  void copiedRequestsAreRacedAndTheirCredentialsStayInside() throws IOException {
    try (LiveDemo demo = LiveDemo.start()) {
      String[] words = {
        "probe",
        demo.url(),
        "--yes",
        "--rounds",
        "10",
        "--curl",
        "curl -X POST %s/racy/counter/increment -H 'Authorization: Bearer hunter2xyz' -b sid=hunter3xyz"
            .formatted(demo.url()),
        "--curl",
        "curl %s/racy/counter".formatted(demo.url())
      };
      Run run = run(words);
      assertThat(run.code()).as(run.err()).isEqualTo(1);
      assertThat(run.out()).contains("CT003").doesNotContain("hunter");
      words[2] = "--plan-only";
      assertThat(run(words).out()).contains("/racy/counter").doesNotContain("hunter");
      assertTrouble(
          "was copied from", "probe", demo.url(), "--yes", "--curl", "curl -d x http://h:9/x");
    }
  }

  @Test
  void troubleIsOneLine() throws IOException {
    assertTrouble("is the service running?", "probe", "http://127.0.0.1:1", "--yes");
    assertTrouble("--allow-host 192.0.2.1", "probe", "http://192.0.2.1", "--yes");
    assertTrouble("which service?", "probe");
    assertTrouble("not a URL", "probe", "127.0.0.1:8000", "--yes");
    Path file = folder.resolve("who.toml");
    Files.writeString(file, "[[identity]]\nname = \"a\"\nlogin = { type = \"magic\" }");
    try (LiveDemo demo = LiveDemo.start()) {
      assertTrouble(
          "type is one of", "probe", demo.url(), "--yes", "--identities", file.toString());
      assertTrouble("cannot read", "probe", demo.url(), "--yes", "--scenario", "none.toml");
      assertTrouble("answered 404", "probe", demo.url() + "/api", "--yes");
      assertTrouble("NAME:VALUE", "probe", demo.url(), "--yes", "-H", "x");
    }
  }

  private static void assertTrouble(String words, String... args) {
    Run run = run(args);
    assertThat(run.code()).as(List.of(args).toString()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(words).doesNotContain("Exception");
    assertThat(run.err().lines().toList()).hasSize(1);
  }

  private static Run run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(InputStream.nullInputStream(), out, err, args);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
