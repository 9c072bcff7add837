package dev.crosstalk.drive.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.drive.agent.AgentLink;
import dev.crosstalk.drive.agent.LaneRequest;
import dev.crosstalk.drive.agent.Target;
import dev.crosstalk.drive.explore.Claim.Kind;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.openapi.document.Toml;
import dev.crosstalk.oracles.OracleCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The demo course, proved: what is vulnerable is confirmed, and every repaired twin is searched to
/// exhaustion without a finding.
class CourseTest {
  private static final Path DEMO = Path.of("../demo").toAbsolutePath().normalize();

  /// A table of the course file.
  private record Table(Map<?, ?> map) {
    String text(String name) {
      return map.get(name) instanceof String text ? text : "";
    }

    List<Table> tables(String name) {
      List<?> list = (List<?>) Objects.requireNonNull(map.get(name), name);
      return list.stream().map(entry -> new Table((Map<?, ?>) entry)).toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> everySceneHasItsVerdict() throws Exception {
    Table course = new Table(Toml.parse(Files.readString(DEMO.resolve("course.toml"))));
    List<DynamicTest> tests = new ArrayList<>();
    for (Table scene : course.tables("scene")) {
      for (Table app : scene.tables("app")) {
        String name = app.text("app") + " is " + app.text("verdict");
        tests.add(DynamicTest.dynamicTest(name, () -> check(scene, app)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests.stream();
  }

  private static void check(Table scene, Table app) throws Exception {
    Target target =
        new Target(
            System.getProperty("crosstalk.python", "python3"),
            app.text("app"),
            DEMO.resolve(app.text("app-dir")).normalize(),
            List.of(),
            List.of(),
            0);
    try (AgentLink link = AgentLink.start(target)) {
      Exploration exploration =
          new Explorer(link, target, OracleCatalog::judge)
              .explore(scenario(scene, app.text("requests")), Deadline.in(Duration.ofMinutes(2)));
      if (app.text("verdict").equals("CONFIRMED")) {
        assertThat(exploration.findings()).as(exploration.entry().toString()).isNotEmpty();
      } else {
        assertThat(exploration.findings()).isEmpty();
        assertThat(exploration.entry().claim().kind())
            .as(exploration.entry().toString())
            .isEqualTo(Kind.EXHAUSTED);
      }
    }
  }

  private static Scenario scenario(Table scene, String set) {
    List<LaneRequest> racing = new ArrayList<>();
    List<LaneRequest> after = new ArrayList<>();
    List<Lane> lanes = new ArrayList<>();
    for (Table request : scene.tables("request")) {
      if (!request.text("set").equals(set)) {
        continue;
      }
      List<Map.Entry<String, String>> headers = new ArrayList<>();
      if (request.map().get("headers") instanceof Map<?, ?> given) {
        given.forEach((name, value) -> headers.add(Map.entry(name.toString(), value.toString())));
      }
      String body = request.text("body");
      if (!body.isEmpty()) {
        headers.add(Map.entry("content-type", "application/json"));
      }
      String lane = request.text("lane");
      String operation = request.text("method") + " " + request.text("path");
      boolean last = Boolean.TRUE.equals(request.map().get("after"));
      (last ? after : racing)
          .add(new LaneRequest(lane, request.text("method"), request.text("path"), headers, body));
      if (!last) {
        lanes.add(new Lane(lane, "Request " + lane, operation, Optional.empty()));
      }
    }
    return new Scenario(scene.text("title"), "the course", lanes, List.of(), racing, after);
  }
}
