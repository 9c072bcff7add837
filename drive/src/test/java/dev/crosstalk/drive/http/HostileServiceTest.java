package dev.crosstalk.drive.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.identity.Logins;
import dev.crosstalk.openapi.identity.Secret;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Services that do not behave: whatever they answer, the probe says it in one line, keeps what it
/// found and goes on when it can.
class HostileServiceTest {
  private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  private static final String MOVED =
      "HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n";

  /// A server that answers a request line with raw bytes; an empty answer ends the connection.
  private static final class Raw implements AutoCloseable {
    private final ServerSocket listening =
        new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    Raw(UnaryOperator<String> answers) throws IOException {
      Thread.ofVirtual()
          .start(() -> {
            while (!listening.isClosed()) {
              try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket, answers));
              } catch (IOException closed) {
                return;
              }
            }
          });
    }

    private static void serve(Socket socket, UnaryOperator<String> answers) {
      try (socket) {
        InputStream in = socket.getInputStream();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
          int length = 0;
          for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
              length = Integer.parseInt(header.substring(15).strip());
            }
          }
          for (int i = 0; i < length; i++) {
            in.read();
          }
          String answer = line.startsWith("PRI ") ? "" : answers.apply(line);
          if (answer.isEmpty()) {
            return;
          }
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
          socket.getOutputStream().flush();
        }
      } catch (IOException gone) {
        // The probe closed the connection.
      }
    }

    /// The bytes up to a line feed, which is what a last-byte race holds back.
    private static String line(InputStream in) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.append((char) c);
      }
      return line.toString().strip();
    }

    HttpTarget target() throws TargetException {
      return HttpTarget.of("http://127.0.0.1:" + listening.getLocalPort(), Set.of(), false);
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }

  @Test
  void answersThatAreNoHttpEndTheProbeInOneLine() throws Exception {
    for (String garbage :
        List.of(
            "SSH-2.0-OpenSSH_9\r\n\r\n",
            "HTTP/1.1 abc OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc")) {
      try (Raw server = new Raw(_ -> garbage)) {
        Probe.Outcome outcome = probe(server, List.of(plan("/buy")), 5);
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.trouble().orElseThrow()).hasLineCount(1).doesNotContain("Exception");
      }
    }
  }

  @Test
  void bodiesThatAreNoJsonAreComparedAsText() throws Exception {
    try (Raw server = new Raw(_ -> "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n\u0000{\u00ff]}")) {
      Probe.Outcome outcome = probe(server, List.of(plan("/buy")), 5);
      assertThat(outcome.trouble()).isEmpty();
      assertThat(outcome.findings()).isEmpty();
    }
  }

  @Test
  void redirectsAreNotFollowedAndLimitsAreTold() throws Exception {
    AtomicInteger elsewhere = new AtomicInteger();
    try (Raw server =
        new Raw(line -> {
          if (line.contains("/elsewhere")) {
            elsewhere.incrementAndGet();
          }
          return line.contains("/limited")
              ? "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n"
              : MOVED;
        })) {
      Probe.Outcome outcome = probe(server, List.of(plan("/moved"), plan("/limited")), 5);
      assertThat(elsewhere).hasValue(0);
      assertThat(outcome.gaps())
          .extracting(gap -> gap.message())
          .anyMatch(line -> line.contains("/moved") && line.contains("307"))
          .anyMatch(line -> line.contains("/limited") && line.contains("429"));
      assertThat(outcome.trouble().orElseThrow()).contains("no scenario could be judged");
    }
  }

  @Test
  void aSlowOperationDoesNotTakeTheOthersWithIt() throws Exception {
    try (Raw server =
        new Raw(line -> {
          if (line.contains("/slow")) {
            try {
              Thread.sleep(2_500);
            } catch (InterruptedException ended) {
              Thread.currentThread().interrupt();
            }
          }
          return line.startsWith("POST") ? nap() : EMPTY;
        })) {
      Probe.Outcome outcome = probe(server, List.of(plan("/slow"), plan("/fast")), 1);
      assertThat(outcome.trouble()).isEmpty();
      assertThat(outcome.gaps())
          .extracting(gap -> gap.message())
          .anyMatch(line -> line.contains("/slow") && line.contains("within 1 s"));
      assertThat(outcome.rounds().getLast().get("result")).isEqualTo("nothing found");
    }
  }

  private static String nap() {
    try {
      Thread.sleep(4);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    return EMPTY;
  }

  @Test
  void whatWasFoundBeforeTheServiceDiedIsKept() throws Exception {
    AtomicInteger number = new AtomicInteger();
    AtomicInteger later = new AtomicInteger();
    try (Raw server =
        new Raw(line -> {
          if (line.contains("/later") && later.incrementAndGet() > 3) {
            return "";
          }
          if (line.startsWith("GET")) {
            return json("{\"count\":" + number.get() + "}");
          }
          int seen = number.get();
          nap();
          number.set(seen + 1);
          return EMPTY;
        })) {
      Probe.Outcome outcome = probe(server, List.of(plan("/count"), plan("/later")), 5);
      assertThat(outcome.findings()).extracting(finding -> finding.rule().code()).contains("CT003");
      assertThat(outcome.trouble().orElseThrow()).contains("/later").hasLineCount(1);
      assertThat(outcome.rounds()).hasSize(2);
    }
  }

  @Test
  void wrongCredentialsAreNamedWithoutThem() throws Exception {
    Identity alice =
        new Identity(
            "alice",
            Optional.of("north"),
            Map.of(),
            Map.of("username", new Secret("alice"), "password", new Secret("hunter2-secret")),
            Logins.oauth2Password("/token", Optional.empty()));
    try (Raw server =
        new Raw(_ -> "HTTP/1.1 401 Unauthorized\r\nContent-Length: 14\r\n\r\nhunter2-secret")) {
      Probe probe =
          new Probe(server.target(), Optional.empty(), List.of(alice), settings(5), _ -> {});
      assertThatThrownBy(() -> probe.run(List.of(plan("/buy"))))
          .isInstanceOf(TargetException.class)
          .hasMessage("identity alice cannot log in: POST /token answered 401");
    }
  }

  private static String json(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
  }

  private static Probe.Outcome probe(Raw server, List<ScenarioPlan> plans, int timeout)
      throws TargetException {
    return new Probe(server.target(), Optional.empty(), List.of(), settings(timeout), _ -> {})
        .run(plans);
  }

  private static ProbeSettings settings(int timeout) {
    return new ProbeSettings(
        12,
        Duration.ofSeconds(60),
        Duration.ofSeconds(timeout),
        Map.of(),
        Techniques.Wish.LAST_BYTE);
  }

  private static ScenarioPlan plan(String path) {
    List<RequestTemplate> racing = new ArrayList<>();
    for (String id : List.of("race-a", "race-b")) {
      racing.add(request(id, "POST", path));
    }
    return new ScenarioPlan(
        "POST " + path + " twice",
        "test",
        10,
        List.of(),
        racing,
        List.of(request("read", "GET", path)),
        List.of(),
        false);
  }

  private static RequestTemplate request(String id, String method, String path) {
    return new RequestTemplate(
        id, Optional.empty(), method, path, path, Map.of(), Optional.empty(), Map.of());
  }
}
