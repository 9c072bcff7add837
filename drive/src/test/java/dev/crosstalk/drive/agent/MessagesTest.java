package dev.crosstalk.drive.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.drive.agent.RunRequest.Limits;
import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The golden messages, which the agent is tested with as well.
class MessagesTest {
  private static final Path AGENT = Path.of("../agent").toAbsolutePath().normalize();

  private static Map<?, ?> golden(String group, String name) throws IOException, DocumentException {
    Object root = Json.parse(Files.readAllBytes(AGENT.resolve("golden/messages.json")));
    return (Map<?, ?>) Json.at(root, "/" + group + "/" + name).orElseThrow();
  }

  @Test
  void versionsAgree() throws Exception {
    Object root = Json.parse(Files.readAllBytes(AGENT.resolve("golden/messages.json")));
    assertThat(Json.at(root, "/version").orElseThrow().toString())
        .isEqualTo(Integer.toString(AgentLink.PROTOCOL_VERSION));
  }

  @Test
  void writesTheGoldenRun() throws Exception {
    RunRequest request =
        new RunRequest(
            Mode.STRICT,
            List.of(
                new LaneRequest(
                    "A", "GET", "/who?acme", List.of(Map.entry("x-tenant", "acme")), ""),
                new LaneRequest("B", "GET", "/who?globex", List.of(), "")),
            List.of(),
            List.of(),
            List.of(),
            List.of("A", "B"),
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.of(List.of(new Location("plain.shared", "['tenant']"))),
            true,
            false,
            Limits.DEFAULT);
    assertThat(same(request.toTree())).isEqualTo(body(golden("toAgent", "run")));
  }

  @Test
  void writesTheGoldenInit() throws Exception {
    Target target = new Target("python3", "plain:app", Path.of("APPS"), List.of(), List.of(), 2048);
    assertThat(same(AgentLink.initTree(target))).isEqualTo(body(golden("toAgent", "init")));
  }

  private static String same(Map<String, Object> tree) throws DocumentException {
    return Json.write(Json.parse(Json.write(tree)));
  }

  private static String body(Map<?, ?> message) {
    Map<Object, Object> copy = new java.util.LinkedHashMap<>(message);
    List.of("v", "t", "id").forEach(copy::remove);
    return Json.write(copy);
  }

  @Test
  void readsTheGoldenResult() throws Exception {
    RunResult result = RunResult.of(Tree.of(golden("fromAgent", "result")));
    assertThat(result.status()).isEqualTo(RunResult.Status.OK);
    assertThat(result.responses().getFirst().body()).isEqualTo("\"globex\"");
    assertThat(result.decisions()).containsExactly("A", "B");
    assertThat(result.escapes()).containsEntry("stalled", "1");
    assertThat(result.schedule().getFirst().accesses())
        .containsExactly(new RunResult.Access("W", "plain.shared", "['tenant']", "A"));
    assertThat(result.timeline()).hasSize(2);
    assertThat(result.timeline().getFirst().location()).contains("plain.shared['tenant']");
    assertThat(result.state()).containsEntry("plain.stock['item']", "1");
  }

  @Test
  void readsTheGoldenReady() throws Exception {
    Ready ready = Ready.of(Tree.of(golden("fromAgent", "ready")));
    assertThat(ready.python()).isEqualTo("3.11.7");
    assertThat(ready.modules()).containsExactly("plain");
    assertThat(ready.whyNotForkable()).isEmpty();
  }

  @Test
  void refusesWhatIsNoResult() {
    assertThatThrownBy(() -> RunResult.of(new Tree(Map.of("status", 3))))
        .isInstanceOf(Tree.ProtocolException.class);
  }

  @Test
  void carriesEveryFileOfTheAgent() throws Exception {
    try (Stream<Path> files = Files.list(AGENT.resolve("crosstalk_agent"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".py"))
                  .sorted())
          .containsExactlyElementsOf(AgentFiles.NAMES);
    }
  }
}
