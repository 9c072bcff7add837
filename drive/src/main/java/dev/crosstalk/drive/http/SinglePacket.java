package dev.crosstalk.drive.http;

import dev.crosstalk.drive.h2.H2Link;
import dev.crosstalk.drive.h2.H2Request;
import dev.crosstalk.drive.h2.H2Stream;
import dev.crosstalk.openapi.request.ConcreteRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The HTTP/2 single-packet technique: every request stands on one connection but for its last
/// frame, and all last frames leave in one write. One packet arrives whole, so jitter on the way
/// does not spread the requests.
public final class SinglePacket implements Racer {

  /// What fits into one segment of an Ethernet packet, TLS record and all.
  static final int SEGMENT = 1_400;

  private static final long LEAST_PAUSE = 8_000_000;
  private static final long LONGEST_PAUSE = 100_000_000;

  private final HttpTarget target;
  private final Duration timeout;
  private @Nullable H2Link link;
  private int largest;

  /// @param open a connection that is already there
  SinglePacket(HttpTarget target, Duration timeout, H2Link open) {
    this.target = target;
    this.timeout = timeout;
    this.link = open;
  }

  @Override
  public String technique() {
    return (target.tls() ? "single-packet (TLS)" : "single-packet")
        + (largest > SEGMENT ? ", more than one segment" : "");
  }

  @Override
  public Volley fire(List<ConcreteRequest> requests, List<Long> offsetsMicros)
      throws TargetException {
    List<H2Request> encoded = new ArrayList<>();
    for (ConcreteRequest request : requests) {
      encoded.add(encode(request));
    }
    try {
      return fireOn(connected(), encoded, offsetsMicros);
    } catch (IOException stale) {
      // A server may end an idle connection between two volleys.
      close();
    }
    try {
      return fireOn(connected(), encoded, offsetsMicros);
    } catch (IOException failure) {
      close();
      throw new TargetException(
          "the HTTP/2 connection failed before the race (%s)".formatted(Sockets.reason(failure)),
          failure);
    }
  }

  private H2Link connected() throws TargetException {
    H2Link current = link;
    if (current == null || !current.isOpen()) {
      close();
      current =
          Techniques.link(target, timeout, timeout)
              .orElseThrow(() ->
                  new TargetException(
                      "%s no longer speaks HTTP/2; is the service running?"
                          .formatted(target.url())));
      link = current;
    }
    return current;
  }

  private Volley fireOn(H2Link on, List<H2Request> requests, List<Long> offsetsMicros)
      throws TargetException, IOException {
    if (requests.size() > on.maxStreams()) {
      throw new TargetException(
          "%s allows %d HTTP/2 requests at once, and this race needs %d; use --technique last-byte"
              .formatted(target.url(), on.maxStreams(), requests.size()));
    }
    List<H2Stream> held = on.hold(requests);
    long start = System.nanoTime();
    on.ping();
    long roundTrip = System.nanoTime() - start;
    Moment.await(System.nanoTime() + Math.clamp(2 * roundTrip, LEAST_PAUSE, LONGEST_PAUSE));
    on.ping();
    long[] released = release(on, held, offsetsMicros);
    List<Shot> shots = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      on.await(held.get(i));
      shots.add(shot(released[i], held.get(i)));
    }
    return new Volley(shots);
  }

  /// Neighbours of one offset share a write.
  private long[] release(H2Link on, List<H2Stream> held, List<Long> offsetsMicros)
      throws IOException {
    long[] released = new long[held.size()];
    long start = System.nanoTime();
    for (int from = 0, to; from < held.size(); from = to) {
      to = from + 1;
      while (to < held.size() && offsetsMicros.get(to).equals(offsetsMicros.get(from))) {
        to++;
      }
      Moment.await(start + offsetsMicros.get(from) * 1_000);
      largest = Math.max(largest, on.release(held.subList(from, to)));
      java.util.Arrays.fill(released, from, to, System.nanoTime());
    }
    return released;
  }

  private static Shot shot(long releasedAt, H2Stream answer) {
    if (answer.trouble().isPresent()) {
      return new Shot(releasedAt, answer.doneAt(), Optional.empty(), answer.trouble());
    }
    String encoding =
        answer.headers().stream()
            .filter(header -> header.getKey().equals("content-encoding"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    try {
      byte[] body = Decoding.plain(answer.body(), encoding, Connection.MAX_ANSWER);
      return new Shot(
          releasedAt,
          answer.doneAt(),
          Optional.of(new HttpAnswer(answer.status(), answer.headers(), body)),
          Optional.empty());
    } catch (IOException broken) {
      return new Shot(
          releasedAt, answer.doneAt(), Optional.empty(), Optional.of(Sockets.reason(broken)));
    }
  }

  private H2Request encode(ConcreteRequest request) throws TargetException {
    // The same checks as for HTTP/1.1: what could split a request there has no place here either.
    RequestBytes.encode(target, request);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    headers.add(Map.entry(":method", request.method()));
    headers.add(Map.entry(":scheme", target.tls() ? "https" : "http"));
    headers.add(Map.entry(":authority", target.authority()));
    headers.add(Map.entry(":path", target.basePath() + request.target()));
    boolean accept = false;
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      accept |= name.equals("accept");
      if (!RequestBytes.isOwn(name) && !name.equals("keep-alive") && !name.equals("upgrade")) {
        headers.add(Map.entry(name, header.getValue()));
      }
    }
    if (!accept) {
      headers.add(Map.entry("accept", "application/json, */*;q=0.5"));
    }
    byte[] body = request.body().orElse("").getBytes(StandardCharsets.UTF_8);
    if (body.length > 0 || request.method().startsWith("P")) {
      headers.add(Map.entry("content-length", String.valueOf(body.length)));
    }
    return new H2Request(headers, body);
  }

  @Override
  public void close() {
    H2Link current = link;
    if (current != null) {
      link = null;
      current.close();
    }
  }
}
