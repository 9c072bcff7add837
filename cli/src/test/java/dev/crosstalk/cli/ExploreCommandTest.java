package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.document.Json;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The verbs as a user types them, on the scenes of the course.
class ExploreCommandTest {
  private static final String PYTHON = System.getProperty("crosstalk.python", "python3");
  private static final String DEMO = Path.of("../demo").toAbsolutePath().normalize().toString();

  private record Run(int code, String out, String err) {}

  private static Run run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(InputStream.nullInputStream(), out, err, args);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Run explore(String app) {
    return run(
        "explore",
        app,
        "--app-dir",
        DEMO,
        "--python",
        PYTHON,
        "--output-format",
        "json",
        "--no-history",
        "--budget",
        "60s");
  }

  @Test
  void provesTheSecondSaleWithNoOtherFileAndReplaysIt() throws Exception {
    Run run = explore("scene03_purchase_await.vulnerable.main:app");
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isEqualTo(1);
    Object report = Json.parse(run.out());
    assertThat(Json.at(report, "/command")).contains("explore");
    assertThat(Json.at(report, "/findings/0/code")).contains("CT002");
    assertThat(Json.at(report, "/findings/0/verdict")).contains("CONFIRMED");
    assertThat(Json.at(report, "/findings/0/evidence/kind")).contains("interleaving");
    List<?> steps =
        (List<?>) Json.at(report, "/findings/0/evidence/interleaving/steps").orElseThrow();
    assertThat(steps.toString()).contains("value=-1", "stock['lamp']");
    assertThat(Json.at(report, "/search/0/exhausted")).contains(false);
    String token = (String) Json.at(report, "/findings/0/replay").orElseThrow();
    Run again =
        run("replay", token, "--app-dir", DEMO, "--python", PYTHON, "--output-format", "json");
    assertThat(again.code()).as(again.err()).isEqualTo(1);
    assertThat(Json.at(Json.parse(again.out()), "/findings/0/replay")).contains(token);
    Run values =
        run(
            "replay",
            token,
            "--app-dir",
            DEMO,
            "--python",
            PYTHON,
            "--var",
            "stock['lamp']",
            "--output-format",
            "json");
    List<?> rows = (List<?>) Json.at(Json.parse(values.out()), "/values").orElseThrow();
    assertThat(rows.toString()).contains("access=write", "value=-1", "request=A", "request=B");
    assertThat(Json.at(report, "/search/0/notes").toString())
        .contains("it needs no particular schedule");
  }

  @Test
  void exhaustsTheRepairedTwin() throws Exception {
    Run run = explore("scene03_purchase_await.repaired_lock.main:app");
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    Object report = Json.parse(run.out());
    assertThat((List<?>) Json.at(report, "/findings").orElseThrow()).isEmpty();
    assertThat(Json.at(report, "/search/0/exhausted")).as(run.out()).contains(true);
    assertThat(Json.at(report, "/search/0/bound")).contains("2 requests, one process");
  }

  private static Object confirm(String scene, String app) throws Exception {
    Run run =
        run(
            "scan",
            "--confirm",
            scene + "." + app + ".main:app",
            "--app-dir",
            DEMO,
            "--python",
            PYTHON,
            "--output-format",
            "json",
            DEMO + "/" + scene + "/" + app);
    assertThat(run.err()).isEmpty();
    return Json.parse(run.out());
  }

  @Test
  void takesASuspicionToTheApplication() throws Exception {
    Object report = confirm("scene03_purchase_await", "vulnerable");
    assertThat(Json.at(report, "/findings/0/code")).contains("CT201");
    assertThat(Json.at(report, "/findings/0/verdict")).contains("CONFIRMED");
    assertThat(Json.at(report, "/findings/0/confirms/0"))
        .isEqualTo(Json.at(report, "/findings/0/fingerprint"));
    assertThat(Json.at(report, "/findings/0/replay").orElseThrow().toString()).startsWith("xt1-");
    assertThat(Json.at(report, "/search/0/schedules").orElseThrow().toString()).isEqualTo("1");
  }

  @Test
  void refutesOnlyWhatWasExecuted() throws Exception {
    Path folder = Path.of("src/test/python").toAbsolutePath().normalize();
    Run run =
        run(
            "scan",
            "--confirm",
            "suspected:app",
            "--app-dir",
            folder.toString(),
            "--python",
            PYTHON,
            "--output-format",
            "json",
            folder.toString());
    assertThat(run.err()).isEmpty();
    List<?> findings = (List<?>) Json.at(Json.parse(run.out()), "/findings").orElseThrow();
    java.util.Map<String, String> verdicts = new java.util.TreeMap<>();
    for (Object finding : findings) {
      verdicts.put(
          Json.at(finding, "/line").orElseThrow().toString(),
          Json.at(finding, "/verdict").orElseThrow()
              + " "
              + Json.at(finding, "/message").orElseThrow());
    }
    assertThat(verdicts).as(run.out()).hasSize(2);
    List<String> told = List.copyOf(verdicts.values());
    assertThat(told.get(0)).startsWith("REFUTED").contains("one process: exhausted");
    assertThat(told.get(1)).startsWith("UNDECIDED").contains("was not executed");
  }

  @Test
  void aimsAtOneFinding() {
    Run wrong =
        run(
            "explore",
            "scene03_purchase_await.vulnerable.main:app",
            "--app-dir",
            DEMO,
            "--target",
            "CT201@scene03_purchase_await/vulnerable/main.py:1");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("finds no CT201 at scene03_purchase_await");
    Run shape = run("explore", "a:b", "--target", "somewhere");
    assertThat(shape.err()).contains("--target needs a place such as");
  }

  @Test
  void aStartUpThatFailsIsToldOnceAndIsTrouble() throws Exception {
    Run run =
        run(
            "explore",
            "unready:app",
            "--app-dir",
            Path.of("src/test/python").toAbsolutePath().normalize().toString(),
            "--python",
            PYTHON,
            "--output-format",
            "json");
    assertThat(run.code()).as(run.out()).isEqualTo(2);
    Object report = Json.parse(run.out());
    assertThat(Json.at(report, "/search/0/reasons").orElseThrow().toString())
        .contains("start-up failed", "192.0.2.7");
    assertThat(Json.at(report, "/search/0/exhausted")).contains(false);
  }

  @Test
  void tellsTroubleInOneLine() {
    Run missing = explore("scene03_purchase_await.nothing:app");
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err().lines()).hasSize(1);
    assertThat(missing.err()).contains("no module", "--app-dir");
    Run none = run("explore");
    assertThat(none.code()).isEqualTo(2);
    Run time = run("explore", "a:b", "--budget", "soon");
    assertThat(time.err()).contains("--budget needs a time such as 30s");
    Run folder = run("explore", "a:b", "--app-dir", "no/such/folder");
    assertThat(folder.err()).contains("there is no folder");
    Run token = run("replay", "xt1-broken");
    assertThat(token.code()).isEqualTo(2);
    assertThat(token.err()).contains("damaged");
  }
}
