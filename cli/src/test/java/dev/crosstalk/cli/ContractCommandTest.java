package dev.crosstalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.scenario.ScenarioFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractCommandTest {
  private static final String SHOP =
      """
      openapi: 3.1.0
      paths:
        /items/{item_id}:
          put:
            requestBody:
              content:
                application/json:
                  schema: {type: object, properties: {name: {type: string}}}
            responses: {'200': {description: x}}
        /purchase:
          post:
            parameters: [{name: Idempotency-Key, in: header, schema: {type: string}}]
            requestBody:
              content:
                application/json:
                  schema: {type: object, properties: {quantity: {type: integer}}}
            responses: {'200': {description: x}, '409': {description: sold out}}
      """;

  @TempDir Path folder;

  private record Run(int code, String out, String err) {}

  @Test
  void findingsPointAtTheDocument() throws IOException, DocumentException {
    Run run = run("contract", "--output-format", "json", shop());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    Object report = Json.parse(run.out());
    assertThat(Json.at(report, "/command")).contains("contract");
    assertThat(Json.at(report, "/findings/0/code")).contains("CT701");
    assertThat(Json.at(report, "/findings/1/code")).contains("CT704");
    assertThat(Json.at(report, "/findings/1/verdict")).contains("SUSPECTED");
    assertThat(Json.at(report, "/findings/1/place/kind")).contains("operation");
    assertThat(Json.at(report, "/findings/1/place/pathTemplate")).contains("/purchase");
    assertThat(Json.at(report, "/findings/1/place/specPointer")).contains("/paths/~1purchase/post");
    assertThat(Json.at(report, "/findings/1/evidence/kind")).contains("contract");
    assertThat(Json.at(report, "/findings/2")).isEmpty();
    assertThat(Json.at(report, "/ranking/0/operation")).contains("POST /purchase");
    assertThat(Json.at(report, "/scenarios/0/operations/0")).isPresent();
  }

  @Test
  void twoRunsGiveTheSameBytesAndSelectionWorks() throws IOException {
    String file = shop();
    assertThat(run("contract", file)).isEqualTo(run("contract", file));
    Run selected = run("contract", "--select", "CT704", "--fail-on", "high", file);
    assertThat(selected.code()).isZero();
    assertThat(selected.out()).contains("CT704").doesNotContain("CT701");
    Run wrong = run("contract", "--ignore", "unbounded-quantit", file);
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("unbounded-quantity");
  }

  @Test
  void writesScenariosThatReadBack() throws IOException, DocumentException {
    Path file = folder.resolve("scenarios.toml");
    Run run = run("contract", "--write-scenarios", file.toString(), shop());
    assertThat(run.code()).isEqualTo(1);
    assertThat(ScenarioFile.parse(Files.readString(file))).isNotEmpty();
  }

  @Test
  void readsFromThisMachineOnly() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread answering = Thread.ofVirtual().start(() -> answer(server));
      String root = "http://127.0.0.1:%d".formatted(server.getLocalPort());
      assertThat(run("contract", root + "/openapi.yaml").code()).isEqualTo(1);
      Run missing = run("contract", root + "/nothing");
      assertThat(missing.code()).isEqualTo(2);
      assertThat(missing.err()).contains("answered 404");
      answering.interrupt();
    }
    Run away = run("contract", "http://192.0.2.1/openapi.json");
    assertThat(away.code()).isEqualTo(2);
    assertThat(away.err()).contains("--allow-host 192.0.2.1");
  }

  @Test
  void brokenDocumentsAreOneLine() throws IOException {
    assertTrouble("{\"openapi\": \"2.9\", \"paths\": {}}", "3.0 and 3.1 are read");
    assertTrouble("{\"swagger\": \"2.0\"}", "convert it to OpenAPI");
    assertTrouble("<html></html>", "web page");
    assertTrouble("", "empty");
    Run missing = run("contract", folder.resolve("none.json").toString());
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err().lines().toList()).hasSize(1);
    assertThat(run("contract").code()).isEqualTo(2);
  }

  @Test
  void danglingReferencesAreToldAndTheRestIsJudged() throws IOException {
    Path file = folder.resolve("broken.yaml");
    Files.writeString(
        file,
        SHOP
            + """
            /broken:
              get: {responses: {'200': {$ref: '#/components/responses/None'}}}
            """
                .indent(2));
    Run run = run("contract", file.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("CT704").contains("leads nowhere");
  }

  @Test
  void pagesAreShown() throws IOException {
    assertThat(run("rule", "CT701").out()).startsWith("# CT701 unguarded-state-change");
    assertThat(run("rule", "--all").out()).contains("CT705");
  }

  private static void answer(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        byte[] head = new byte[4_096];
        int length = socket.getInputStream().read(head);
        boolean known =
            new String(head, 0, length, StandardCharsets.US_ASCII).startsWith("GET /openapi.yaml ");
        String answer =
            "HTTP/1.1 %s\r\nConnection: close\r\n\r\n%s"
                .formatted(known ? "200 OK" : "404 Not Found", known ? SHOP : "");
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void assertTrouble(String text, String words) throws IOException {
    Path file = folder.resolve("spec.json");
    Files.writeString(file, text);
    Run run = run("contract", file.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().toList()).hasSize(1);
    assertThat(run.err()).contains(words);
  }

  private String shop() throws IOException {
    Path file = folder.resolve("shop.yaml");
    Files.writeString(file, SHOP);
    return file.toString();
  }

  private static Run run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(InputStream.nullInputStream(), out, err, args);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
