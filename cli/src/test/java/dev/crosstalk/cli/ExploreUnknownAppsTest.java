package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.document.Json;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Applications in pairs, with nothing given but their names: the fault is proved, its repair is
/// exhausted.
class ExploreUnknownAppsTest {
  private record Explored(int code, List<?> findings, List<?> search, String all) {}

  private static Explored explore(String app) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            InputStream.nullInputStream(),
            out,
            err,
            "explore",
            app,
            "--app-dir",
            Path.of("src/test/explored").toAbsolutePath().toString(),
            "--python",
            System.getProperty("crosstalk.python", "python3"),
            "--output-format",
            "json",
            "--no-history",
            "--budget",
            "60s");
    String text = out.toString(StandardCharsets.UTF_8);
    Object report = Json.parse(text);
    return new Explored(
        code,
        (List<?>) Json.at(report, "/findings").orElseThrow(),
        (List<?>) Json.at(report, "/search").orElseThrow(),
        text + err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "gateway:vulnerable, CT001",
    "workshop:vulnerable, CT003",
    "desks:crossed, CT005",
    "desks:unlocked, CT003",
    "savings:vulnerable, CT002",
    "rooms:vulnerable, CT001",
    "chats:busy, CT009",
    "chats:held, CT009",
    "chats:half, CT009",
  })
  void provesTheFault(String app, String code) throws Exception {
    Explored explored = explore(app);
    assertThat(explored.code()).as(explored.all()).isEqualTo(1);
    Map<?, ?> finding = (Map<?, ?>) explored.findings().getFirst();
    assertThat(finding.get("code")).isEqualTo(code);
    assertThat(finding.get("verdict")).isEqualTo("CONFIRMED");
  }

  @ParameterizedTest
  @CsvSource({
    "gateway:repaired",
    "workshop:repaired",
    "desks:ordered",
    "desks:locked",
    "savings:repaired",
    "rooms:repaired",
    "chats:busy_repaired",
    "chats:held_repaired",
    "chats:half_repaired",
  })
  void exhaustsTheRepair(String app) throws Exception {
    Explored explored = explore(app);
    assertThat(explored.code()).as(explored.all()).isZero();
    assertThat(explored.search())
        .isNotEmpty()
        .allSatisfy(entry ->
            assertThat(((Map<?, ?>) entry).get("exhausted")).as(explored.all()).isEqualTo(true));
  }

  @Test
  void aClientThatLeavesIsReplayed() throws Exception {
    Explored explored = explore("chats:busy");
    assertThat(explored.all()).contains("its client leaves", "an answer is being written");
    Map<?, ?> entry = (Map<?, ?>) explored.search().getFirst();
    assertThat((List<?>) entry.get("explored")).anyMatch("cancellations"::equals);
    assertThat((List<?>) entry.get("notExplored")).anyMatch("time-outs"::equals);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String token = String.valueOf(((Map<?, ?>) explored.findings().getFirst()).get("replay"));
    int code =
        Main.run(
            InputStream.nullInputStream(),
            out,
            out,
            "replay",
            token,
            "--app-dir",
            Path.of("src/test/explored").toAbsolutePath().toString(),
            "--python",
            System.getProperty("crosstalk.python", "python3"));
    assertThat(code).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(1);
  }

  @Test
  void theNearestLegalScheduleStandsBesideTheFault() throws Exception {
    assertThat(explore("savings:vulnerable").all())
        .contains("the nearest legal schedule makes the same first choice");
  }

  @Test
  void aRefusalThatLeavesSomethingBehindIsTold() throws Exception {
    Explored explored = explore("workshop:leaking");
    assertThat(explored.all()).contains("shared memory can end in a state that no serial order");
  }
}
