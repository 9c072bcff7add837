package dev.crosstalk.drive.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.request.ConcreteRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealServersTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Servers servers = new Servers(Path.of("."));

  @BeforeEach
  void open() {
    servers = new Servers(folder);
  }

  @AfterEach
  void close() {
    servers.close();
  }

  @Test
  void uvicornIsRacedByItsLastBytes() throws Exception {
    for (String loop : List.of("asyncio", "uvloop")) {
      HttpTarget target = HttpTarget.of(servers.uvicorn(loop), Set.of(), false);
      try (Racer racer = Techniques.choose(target, TIMEOUT, Techniques.Wish.AUTO)) {
        assertThat(racer.technique()).isEqualTo("last-byte");
        loseUpdates(racer, target, "");
        loseUpdates(racer, target, "{}");
        shapes(racer);
      }
    }
  }

  @Test
  void hypercornIsRacedInOnePacketByPriorKnowledge() throws Exception {
    HttpTarget target = HttpTarget.of(servers.hypercorn(), Set.of(), false);
    try (Racer racer = Techniques.choose(target, TIMEOUT, Techniques.Wish.AUTO)) {
      assertThat(racer.technique()).isEqualTo("single-packet");
      loseUpdates(racer, target, "");
      loseUpdates(racer, target, "{}");
      shapes(racer);
      bodies(racer);
    }
  }

  @Test
  void nginxIsRacedInOnePacketOverTls() throws Exception {
    HttpTarget target = HttpTarget.of(servers.nginx(servers.uvicorn("uvloop")), Set.of(), true);
    try (Racer racer = Techniques.choose(target, TIMEOUT, Techniques.Wish.AUTO)) {
      assertThat(racer.technique()).isEqualTo("single-packet (TLS)");
      loseUpdates(racer, target, "{}");
      shapes(racer);
      bodies(racer);
    }
    try (Racer racer = Techniques.choose(target, TIMEOUT, Techniques.Wish.LAST_BYTE)) {
      assertThat(racer.technique()).isEqualTo("last-byte (TLS)");
      loseUpdates(racer, target, "{}");
    }
    HttpTarget trusting = HttpTarget.of(target.url(), Set.of(), false);
    assertThatThrownBy(() -> Techniques.choose(trusting, TIMEOUT, Techniques.Wish.AUTO))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("nobody this machine trusts has signed the certificate")
        .hasMessageContaining("--insecure");
  }

  @Test
  void theBarrierWorksEverywhere() throws Exception {
    HttpTarget target = HttpTarget.of(servers.uvicorn("asyncio"), Set.of(), false);
    try (Racer racer = Techniques.choose(target, TIMEOUT, Techniques.Wish.BARRIER)) {
      assertThat(racer.technique()).isEqualTo("barrier");
      loseUpdates(racer, target, "");
    }
    assertThatThrownBy(() -> Techniques.choose(target, TIMEOUT, Techniques.Wish.SINGLE_PACKET))
        .hasMessageContaining("does not speak HTTP/2");
    HttpTarget wrong = HttpTarget.of(target.url().replace("http:", "https:"), Set.of(), true);
    assertThatThrownBy(() -> Techniques.choose(wrong, TIMEOUT, Techniques.Wish.AUTO))
        .hasMessageContaining("is it http:// instead?");
  }

  @Test
  void aServerThatDiesInTheMiddleIsOneLine() throws Exception {
    HttpTarget target = HttpTarget.of(servers.hypercorn(), Set.of(), false);
    try (Racer racer = Techniques.choose(target, TIMEOUT, Techniques.Wish.AUTO)) {
      racer.fire(several(2, post("/count/racy", "")), List.of(0L, 0L));
      servers.killLast();
      assertThatThrownBy(() -> racer.fire(several(2, post("/count/racy", "")), List.of(0L, 0L)))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("is the service running?");
    }
  }

  private static void loseUpdates(Racer racer, HttpTarget target, String body) throws Exception {
    long most = 0;
    for (int round = 0; round < 5; round++) {
      long before = count(target);
      Volley volley =
          racer.fire(several(10, post("/count/racy", body)), Collections.nCopies(10, 0L));
      assertThat(volley.shots()).allMatch(shot -> shot.answer().orElseThrow().status() == 200);
      most = Math.max(most, 10 - (count(target) - before));
    }
    assertThat(most).as(racer.technique()).isGreaterThanOrEqualTo(4);
  }

  private static long count(HttpTarget target) throws TargetException {
    try (Connection connection = new Connection(target, TIMEOUT)) {
      HttpAnswer answer = connection.exchange(get("/count/racy"));
      return (Long) Json.at(answer.json().orElseThrow(), "/count").orElseThrow();
    }
  }

  private static void shapes(Racer racer) throws TargetException {
    List<Shot> shots =
        racer
            .fire(
                List.of(
                    get("/stream"),
                    get("/empty"),
                    get("/moved"),
                    post("/echo", "hello"),
                    get("/no")),
                List.of(0L, 0L, 200L, 500L, 500L))
            .shots();
    assertThat(shots.stream().map(shot -> shot.answer().orElseThrow().status()))
        .containsExactly(200, 204, 307, 200, 404);
    HttpAnswer stream = shots.getFirst().answer().orElseThrow();
    assertThat(stream.text()).hasSize(140_000);
    assertThat(stream.header("x-long").orElseThrow()).hasSize(3_000);
    assertThat(shots.get(3).answer().orElseThrow().text()).isEqualTo("hello");
  }

  /// Bodies larger than the window of a stream, and of a connection.
  private static void bodies(Racer racer) throws TargetException {
    String large = "x".repeat(200_000);
    List<Shot> shots =
        racer
            .fire(List.of(post("/echo", large), post("/echo", large + "y")), List.of(0L, 0L))
            .shots();
    assertThat(shots.get(0).answer().orElseThrow().text()).isEqualTo(large);
    assertThat(shots.get(1).answer().orElseThrow().text()).isEqualTo(large + "y");
  }

  private static List<ConcreteRequest> several(int count, ConcreteRequest request) {
    return new ArrayList<>(Collections.nCopies(count, request));
  }

  private static ConcreteRequest get(String path) {
    return new ConcreteRequest("GET", path, Map.of(), Optional.empty());
  }

  private static ConcreteRequest post(String path, String body) {
    return new ConcreteRequest(
        "POST",
        path,
        Map.of("Content-Type", "application/json"),
        body.isEmpty() ? Optional.empty() : Optional.of(body));
  }
}
