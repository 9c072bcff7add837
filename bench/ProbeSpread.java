import dev.crosstalk.drive.http.Connection;
import dev.crosstalk.drive.http.HttpTarget;
import dev.crosstalk.drive.http.Racer;
import dev.crosstalk.drive.http.Techniques;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.request.ConcreteRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// How far apart 20 requests reach the handler, and how many of 19 updates they make it lose: the
/// techniques of `probe` beside httpx with gather and the HTTP client of the JDK, on loopback and
/// behind a relay that delays each chunk by 10 ms + |N(0, 5 ms)|. Argument: a Python with uvicorn,
/// hypercorn and httpx.
public final class ProbeSpread {
  private static final int REQUESTS = 20;
  private static final int ROUNDS = 12;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  public static void main(String[] args) throws Exception {
    String python = java.nio.file.Path.of(args[0]).toAbsolutePath().toString();
    System.out.println(
        "| server | way | technique | spread, best ms | median ms | lost of 19, median |");
    System.out.println("|---|---|---|---|---|---|");
    for (String server : List.of("uvicorn", "hypercorn")) {
      int port = free();
      List<String> command = new ArrayList<>(List.of(python, "-m", server, "arrivals:app"));
      command.addAll(
          server.equals("uvicorn")
              ? List.of("--port", "" + port, "--log-level", "error")
              : List.of("--bind", "127.0.0.1:" + port));
      Process process =
          new ProcessBuilder(command)
              .directory(new java.io.File("bench"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try (Relay relay = new Relay(port)) {
        await(port);
        for (boolean jitter : new boolean[] {false, true}) {
          String url = "http://127.0.0.1:" + (jitter ? relay.port() : port);
          String way = jitter ? "jitter" : "loopback";
          HttpTarget target = HttpTarget.of(url, Set.of(), false);
          Techniques.Wish wish =
              server.equals("uvicorn") ? Techniques.Wish.LAST_BYTE : Techniques.Wish.SINGLE_PACKET;
          try (Racer racer = Techniques.choose(target, TIMEOUT, wish)) {
            show(server, way, racer.technique(), ours(racer, target));
          }
          if (server.equals("uvicorn")) {
            if (!jitter) {
              show(server, way, "the server's own floor: all requests wait", floor(process, port));
            }
            show(server, way, "JDK HttpClient, virtual threads", jdk(url));
            show(server, way, "httpx, asyncio.gather", httpx(python, url));
          }
        }
      } finally {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor();
      }
    }
  }

  private record Round(double spreadMillis, long lost) {
    static Round of(Object taken) {
      Map<?, ?> tree = (Map<?, ?>) taken;
      List<Long> arrivals =
          ((List<?>) tree.get("arrivals")).stream().map(one -> ((Number) one).longValue()).toList();
      long spread = Collections.max(arrivals) - Collections.min(arrivals);
      return new Round(spread / 1e6, arrivals.size() - ((Number) tree.get("count")).longValue());
    }
  }

  private static void show(String server, String way, String technique, List<Round> rounds) {
    List<Double> spreads = rounds.stream().map(Round::spreadMillis).sorted().toList();
    List<Long> lost = rounds.stream().map(Round::lost).sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %.2f | %.2f | %d |%n",
        server,
        way,
        technique,
        spreads.getFirst(),
        spreads.get(spreads.size() / 2),
        lost.get(lost.size() / 2));
  }

  private static List<Round> ours(Racer racer, HttpTarget target) throws Exception {
    ConcreteRequest hit =
        new ConcreteRequest(
            "POST", "/hit", Map.of("Content-Type", "application/json"), Optional.of("{}"));
    ConcreteRequest take = new ConcreteRequest("GET", "/take", Map.of(), Optional.empty());
    List<Round> rounds = new ArrayList<>();
    try (Connection connection = new Connection(target, TIMEOUT)) {
      connection.exchange(take);
      for (int i = 0; i <= ROUNDS; i++) {
        racer.fire(Collections.nCopies(REQUESTS, hit), Collections.nCopies(REQUESTS, 0L));
        Object taken = connection.exchange(take).json().orElseThrow();
        if (i > 0) {
          rounds.add(Round.of(taken));
        }
      }
    }
    return rounds;
  }

  /// The server stands still while whole requests reach its sockets, one warm connection each; what
  /// spreads them then is the server alone.
  private static List<Round> floor(Process server, int port) throws Exception {
    byte[] hit =
        ("POST /hit HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
                + "Content-Length: 2\r\n\r\n{}")
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    HttpTarget target = HttpTarget.of("http://127.0.0.1:" + port, Set.of(), false);
    ConcreteRequest take = new ConcreteRequest("GET", "/take", Map.of(), Optional.empty());
    List<Socket> sockets = new ArrayList<>();
    List<Round> rounds = new ArrayList<>();
    try (Connection connection = new Connection(target, TIMEOUT)) {
      for (int k = 0; k < REQUESTS; k++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) TIMEOUT.toMillis());
        sockets.add(socket);
        socket.getOutputStream().write(hit);
        answer(socket);
      }
      connection.exchange(take);
      for (int i = 0; i < ROUNDS; i++) {
        signal(server, "-STOP");
        for (Socket socket : sockets) {
          socket.getOutputStream().write(hit);
        }
        Thread.sleep(20);
        signal(server, "-CONT");
        for (Socket socket : sockets) {
          answer(socket);
        }
        rounds.add(Round.of(connection.exchange(take).json().orElseThrow()));
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    return rounds;
  }

  private static void signal(Process server, String name) throws Exception {
    new ProcessBuilder("kill", name, Long.toString(server.pid())).start().waitFor();
  }

  /// Reads one answer with a length.
  private static void answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the server closed the connection");
      }
      head.append((char) next);
    }
    java.util.regex.Matcher length =
        java.util.regex.Pattern.compile("(?i)content-length: *(\\d+)").matcher(head);
    if (!length.find()) {
      throw new IOException("no length in " + head);
    }
    in.readNBytes(Integer.parseInt(length.group(1)));
  }

  private static List<Round> jdk(String url) throws Exception {
    List<Round> rounds = new ArrayList<>();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest hit =
          HttpRequest.newBuilder(URI.create(url + "/hit"))
              .POST(HttpRequest.BodyPublishers.ofString("{}"))
              .build();
      HttpRequest take = HttpRequest.newBuilder(URI.create(url + "/take")).build();
      client.send(take, HttpResponse.BodyHandlers.ofString());
      for (int i = 0; i <= ROUNDS; i++) {
        CountDownLatch together = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int k = 0; k < REQUESTS; k++) {
          threads.add(
              Thread.ofVirtual()
                  .start(() -> {
                    try {
                      together.await();
                      client.send(hit, HttpResponse.BodyHandlers.ofString());
                    } catch (IOException | InterruptedException failed) {
                      throw new IllegalStateException(failed);
                    }
                  }));
        }
        together.countDown();
        for (Thread thread : threads) {
          thread.join();
        }
        String taken = client.send(take, HttpResponse.BodyHandlers.ofString()).body();
        if (i > 0) {
          rounds.add(Round.of(Json.parse(taken.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
        }
      }
    }
    return rounds;
  }

  private static List<Round> httpx(String python, String url) throws Exception {
    Process process =
        new ProcessBuilder(python, "bench/gather.py", url, "" + REQUESTS, "" + ROUNDS)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Round> rounds = new ArrayList<>();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        rounds.add(Round.of(Json.parse(line.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
      }
    }
    return rounds;
  }

  /// Delays every chunk of both directions by 10 ms + |N(0, 5 ms)|, in order.
  private static final class Relay implements AutoCloseable {
    private final ServerSocket listening =
        new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final Random random = new Random(7);

    Relay(int to) throws IOException {
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            while (!listening.isClosed()) {
              try {
                Socket from = listening.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), to);
                from.setTcpNoDelay(true);
                there.setTcpNoDelay(true);
                pump(from, there);
                pump(there, from);
              } catch (IOException closed) {
                return;
              }
            }
          });
    }

    int port() {
      return listening.getLocalPort();
    }

    private record Chunk(long due, byte[] bytes) {}

    private void pump(Socket from, Socket to) {
      LinkedBlockingQueue<Chunk> queue = new LinkedBlockingQueue<>();
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            byte[] buffer = new byte[65_536];
            try {
              InputStream in = from.getInputStream();
              for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                double delay;
                synchronized (random) {
                  delay = 10 + Math.abs(random.nextGaussian() * 5);
                }
                queue.add(
                    new Chunk(
                        System.nanoTime() + (long) (delay * 1e6),
                        java.util.Arrays.copyOf(buffer, n)));
              }
            } catch (IOException closed) {
              // told by the empty chunk
            }
            queue.add(new Chunk(0, new byte[0]));
          });
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            try {
              OutputStream out = to.getOutputStream();
              for (Chunk chunk = queue.take(); chunk.bytes().length > 0; chunk = queue.take()) {
                long left = chunk.due() - System.nanoTime();
                if (left > 0) {
                  Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
                }
                out.write(chunk.bytes());
                out.flush();
              }
              to.shutdownOutput();
            } catch (IOException | InterruptedException closed) {
              // The other side is gone.
            }
          });
    }

    @Override
    public void close() throws IOException {
      listening.close();
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void await(int port) throws Exception {
    for (int i = 0; i < 400; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    throw new IllegalStateException("the server does not listen");
  }

  private ProbeSpread() {}
}
