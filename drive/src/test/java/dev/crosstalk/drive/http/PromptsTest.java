package dev.crosstalk.drive.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crosstalk.drive.live.LiveDemo;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Severity;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.scenario.Planner;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.spec.Spec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class PromptsTest {

  /// A service in front of an emulated model, in the shape that model APIs share. It answers with
  /// what it was sent; the racy one keeps the prompt where every request writes it.
  private static final class Model implements AutoCloseable {
    private final HttpServer server;
    private final boolean racy;
    private final Semaphore slots;
    private volatile String prompt = "";

    Model(boolean racy, int slots) throws IOException {
      System.setProperty("sun.net.httpserver.nodelay", "true");
      this.racy = racy;
      this.slots = new Semaphore(slots);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::handle);
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
      try (exchange) {
        String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = 200;
        String answer;
        if (exchange.getRequestURI().getPath().equals("/openapi.json")) {
          answer = DOCUMENT;
        } else if (!slots.tryAcquire()) {
          status = 429;
          answer = "{\"detail\": \"too many prompts\"}";
        } else {
          try {
            answer = completion(sent);
          } finally {
            slots.release();
          }
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }

    private String completion(String sent) {
      try {
        Object tree = Json.parse(sent);
        if (!Json.at(tree, "/messages/0/role").equals(Optional.of("user"))) {
          return "{\"detail\": \"no role\"}";
        }
        String mine = String.valueOf(Json.at(tree, "/messages/0/content").orElseThrow());
        prompt = mine;
        Thread.sleep(15);
        String said = "You said: " + (racy ? prompt : mine);
        return Json.write(Map.of("choices", List.of(Map.of("message", Map.of("content", said)))));
      } catch (DocumentException | InterruptedException bad) {
        return "{}";
      }
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }

  private static final String DOCUMENT =
      """
      {"openapi": "3.1.0", "info": {"title": "model", "version": "1"}, "paths": {
        "/v1/answers": {"post": {
          "requestBody": {"required": true, "content": {"application/json": {"schema": {
            "type": "object", "required": ["messages"], "properties": {
              "messages": {"type": "array", "items": {"type": "object",
                "required": ["role", "content"], "properties": {
                  "role": {"type": "string", "enum": ["system", "user", "assistant"]},
                  "content": {"type": "string"}}}}}}}}},
          "responses": {"200": {"description": "what the model says"}}}}}}
      """;

  private static List<String> lines = List.of();

  private static Probe.Outcome probe(String url, String words)
      throws TargetException, DocumentException {
    HttpTarget target = HttpTarget.of(url, Set.of(), false);
    Spec spec = Spec.of(Documents.parse(SpecFetch.fetch(url + "/openapi.json", Set.of(), false)));
    Planner planner = new Planner(spec, List.of(), new SampleData(11));
    List<ScenarioPlan> plans =
        planner.plans(100).stream().filter(plan -> plan.name().contains(words)).toList();
    assertThat(plans).isNotEmpty();
    ProbeSettings settings =
        new ProbeSettings(
            10, Duration.ofSeconds(60), Duration.ofSeconds(5), Map.of(), Techniques.Wish.LAST_BYTE);
    List<String> journal = new ArrayList<>();
    journal.add(
        ProbeRecord.header(
            "1", url, "now", OptionalLong.empty(), settings, Optional.of(spec), plans, List.of()));
    Probe.Outcome outcome =
        new Probe(
                target,
                Optional.of(spec),
                planner.identities(),
                List.of(),
                settings,
                new Trace(journal::add, Optional.empty(), Promises.NONE, () -> false),
                _ -> {})
            .run(plans);
    lines = journal;
    return outcome;
  }

  @Test
  void aPromptInTheOthersAnswerIsALeak() throws Exception {
    try (Model model = new Model(true, 100)) {
      Probe.Outcome outcome = probe(model.url(), "POST /v1/answers by two tenants");
      assertThat(outcome.findings()).extracting(finding -> finding.rule().code()).contains("CT001");
      assertThat(outcome.findings().getFirst().message()).contains("which belongs to");
    }
  }

  @Test
  void anEchoOfTheOwnPromptIsFineAndABurstWithoutLimitIsANote() throws Exception {
    try (Model model = new Model(false, 100)) {
      Probe.Outcome outcome = probe(model.url(), "POST /v1/answers");
      assertThat(outcome.findings()).hasSize(1);
      Finding note = outcome.findings().getFirst();
      assertThat(note.severity()).isEqualTo(Severity.NOTE);
      assertThat(note.rule().code()).isEqualTo("CT602");
      assertThat(note.message()).contains("20 prompts at once");
      assertThat(ProbeRecord.read(lines).judge(Promises.NONE.check()).findings())
          .isEqualTo(outcome.findings());
    }
  }

  @Test
  void aServiceThatRefusesABurstIsSilent() throws Exception {
    try (Model model = new Model(false, 4)) {
      assertThat(probe(model.url(), "POST /v1/answers").findings()).isEmpty();
    }
  }

  @Test
  void theChatSceneIsFoundAndItsTwinKeepsConversationsApart() throws Exception {
    try (LiveDemo demo = LiveDemo.start()) {
      assertThat(probe(demo.url(), "POST /racy/chat/{session} by two tenants").findings())
          .extracting(finding -> finding.rule().code())
          .contains("CT001");
      assertThat(probe(demo.url(), "POST /safe/chat/{session} by two tenants").findings())
          .isEmpty();
    }
  }
}
