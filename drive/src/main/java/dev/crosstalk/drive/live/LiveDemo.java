package dev.crosstalk.drive.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The service: reports, purchase, transfer, profile, counter and chat, each as `/racy/…` and as
/// `/safe/…`. Its state is in memory and belongs to the instance.
public final class LiveDemo implements AutoCloseable {
  private static final Duration AWAIT = Duration.ofMillis(4);

  private final HttpServer server;
  private final EventLoop loop = new EventLoop();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private final Map<String, String> context = new LinkedHashMap<>();
  private final Map<Long, Map<String, Object>> items = new LinkedHashMap<>();
  private final Map<String, Long> counters = new LinkedHashMap<>();
  private long lastItem;

  /// The purchases that wait for the one before, for the repaired twin.
  private CompletableFuture<?> queue = CompletableFuture.completedFuture(null);

  private final Bank bank = new Bank(loop, AWAIT);
  private final People people = new People(loop);
  private final Chat chat = new Chat(loop, AWAIT);

  private LiveDemo(HttpServer server) {
    this.server = server;
  }

  /// Starts on a free port of this machine.
  ///
  /// @throws IOException when no port can be had
  public static LiveDemo start() throws IOException {
    // Else each answer waits for the acknowledgement of its headers, 40 ms on most systems.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
    LiveDemo demo = new LiveDemo(server);
    server.setExecutor(demo.threads);
    server.createContext("/", demo::handle);
    server.start();
    return demo;
  }

  /// Where it listens.
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = route(exchange).join();
      } catch (CompletionException | DocumentException | ClassCastException bad) {
        reply = new Reply(422, Map.of("detail", "the request is not understood"));
      }
      byte[] bytes =
          (reply.body() instanceof byte[] document
              ? document
              : Json.write(reply.body()).getBytes(StandardCharsets.UTF_8));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private CompletableFuture<Reply> route(HttpExchange exchange)
      throws IOException, DocumentException {
    String path = exchange.getRequestURI().getPath();
    byte[] sent = exchange.getRequestBody().readNBytes(100_000);
    boolean safe = path.startsWith("/safe/");
    String scene = path.replaceFirst("^/(racy|safe)", "");
    String kind = safe ? "safe" : "racy";
    if (scene.startsWith("/chat/")) {
      String session = scene.substring("/chat/".length());
      return switch (exchange.getRequestMethod()) {
        case "POST" -> chat.say(safe, session, object(sent));
        case "GET" -> chat.last(session);
        default -> CompletableFuture.completedFuture(Reply.problem(405, "not allowed"));
      };
    }
    return switch (exchange.getRequestMethod() + " " + scene.replaceAll("\\d+", "N")) {
      case "POST /accounts" -> bank.open(object(sent));
      case "GET /accounts/N" -> bank.read(number(scene));
      case "DELETE /accounts/N" -> bank.close(number(scene));
      case "POST /transfers" -> bank.transfer(safe, object(sent));
      case "POST /people" -> people.add(object(sent));
      case "GET /people/N" -> people.read(number(scene));
      case "DELETE /people/N" -> people.remove(number(scene));
      case "PATCH /people/N" -> people.update(safe, number(scene), object(sent));
      case "GET /openapi.json" -> CompletableFuture.completedFuture(new Reply(200, document()));
      case "GET /reports" -> reports(safe, tenant(exchange));
      case "POST /items" -> create(object(sent));
      case "GET /items/N" -> loop.step(() -> read(number(scene)));
      case "DELETE /items/N" -> loop.step(() -> remove(number(scene)));
      case "POST /purchase" -> safe ? inTurn(object(sent)) : purchase(object(sent));
      case "GET /counter" -> loop.step(() -> counter(kind));
      case "POST /counter/increment" -> increment(safe, kind);
      default -> CompletableFuture.completedFuture(new Reply(404, Map.of("detail", "not found")));
    };
  }

  private static String tenant(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("X-Tenant");
    return given == null ? "nobody" : given;
  }

  private static long number(String path) {
    return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
  }

  private static Map<?, ?> object(byte[] sent) throws DocumentException {
    return (Map<?, ?>) Json.parse(sent);
  }

  static long whole(Map<?, ?> tree, String name) {
    if (tree.get(name) instanceof Long number) {
      return number;
    }
    throw new ClassCastException(name + " is no whole number");
  }

  /// The report of the tenant; the racy one keeps the tenant where every request writes it.
  private CompletableFuture<Reply> reports(boolean safe, String tenant) {
    return loop.step(() -> context.put("tenant", tenant))
        .thenCompose(_ ->
            loop.after(
                AWAIT,
                () -> {
                  String mine = safe ? tenant : context.getOrDefault("tenant", tenant);
                  return new Reply(200, Map.of("tenant", mine, "title", "Accounts of " + mine));
                }));
  }

  private CompletableFuture<Reply> create(Map<?, ?> item) {
    return loop.step(() -> {
      long id = ++lastItem;
      Map<String, Object> made = new LinkedHashMap<>();
      made.put("id", id);
      made.put("name", String.valueOf(item.get("name")));
      made.put("stock", whole(item, "stock"));
      items.put(id, made);
      return new Reply(201, Map.copyOf(made));
    });
  }

  private Reply read(long id) {
    Map<String, Object> item = items.get(id);
    return item == null
        ? new Reply(404, Map.of("detail", "no such item"))
        : new Reply(200, Map.copyOf(item));
  }

  private Reply remove(long id) {
    return items.remove(id) == null
        ? new Reply(404, Map.of("detail", "no such item"))
        : new Reply(200, Map.of("removed", true));
  }

  private static final Reply SOLD_OUT = new Reply(409, Map.of("detail", "sold out"));

  /// Check, await, act.
  private CompletableFuture<Reply> purchase(Map<?, ?> order) {
    long id = whole(order, "item_id");
    long quantity = whole(order, "quantity");
    return loop.step(() -> stock(id) >= quantity)
        .thenCompose(enough ->
            enough
                ? loop.after(AWAIT, () -> take(id, quantity))
                : CompletableFuture.completedFuture(SOLD_OUT));
  }

  private long stock(long id) {
    Map<String, Object> item = items.get(id);
    return item == null ? 0 : whole(item, "stock");
  }

  private Reply take(long id, long quantity) {
    Map<String, Object> item = items.getOrDefault(id, new LinkedHashMap<>());
    item.put("stock", stock(id) - quantity);
    return new Reply(200, Map.of("status", "bought", "quantity", quantity));
  }

  /// The same behind a lock.
  private CompletableFuture<Reply> inTurn(Map<?, ?> order) {
    CompletableFuture<Reply> mine = new CompletableFuture<>();
    synchronized (this) {
      queue =
          queue
              .thenCompose(_ -> purchase(order))
              .handle((reply, failure) ->
                  failure == null ? mine.complete(reply) : mine.completeExceptionally(failure));
    }
    return mine;
  }

  private Reply counter(String kind) {
    return new Reply(200, Map.of("count", counters.getOrDefault(kind, 0L)));
  }

  /// The racy one reads before the await and writes after it.
  private CompletableFuture<Reply> increment(boolean safe, String kind) {
    return loop.step(() -> counters.getOrDefault(kind, 0L))
        .thenCompose(seen ->
            loop.after(
                AWAIT,
                () -> {
                  counters.put(kind, (safe ? counters.getOrDefault(kind, 0L) : seen) + 1);
                  return counter(kind);
                }));
  }

  private static byte[] document() {
    try (InputStream in = LiveDemo.class.getResourceAsStream("live-openapi.json")) {
      if (in == null) {
        throw new IllegalStateException("live-openapi.json is missing from the build");
      }
      return in.readAllBytes();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    loop.close();
  }
}
