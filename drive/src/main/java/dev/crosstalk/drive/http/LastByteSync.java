package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.request.ConcreteRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// Last-byte synchronisation over HTTP/1.1, plain or TLS: one warm connection for each request, all
/// of each request but its last byte, a pause, then the last bytes in a tight loop.
public final class LastByteSync implements Racer {
  private static final long SETTLE_MILLIS = 8;

  private final HttpTarget target;
  private final Duration timeout;
  private final List<Connection> connections = new ArrayList<>();

  public LastByteSync(HttpTarget target, Duration timeout) {
    this.target = target;
    this.timeout = timeout;
  }

  @Override
  public String technique() {
    return target.tls() ? "last-byte (TLS)" : "last-byte";
  }

  @Override
  public Volley fire(List<ConcreteRequest> requests, List<Long> offsetsMicros)
      throws TargetException {
    while (connections.size() < requests.size()) {
      connections.add(new Connection(target, timeout));
    }
    byte[] last = new byte[requests.size()];
    for (int i = 0; i < requests.size(); i++) {
      last[i] = sendAllButLast(connections.get(i), requests.get(i));
    }
    CountDownLatch reading = new CountDownLatch(requests.size());
    List<FutureTask<Reading>> readings = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      Connection connection = connections.get(i);
      String method = requests.get(i).method();
      FutureTask<Reading> task =
          new FutureTask<>(() -> {
            reading.countDown();
            return read(connection, method);
          });
      readings.add(task);
      Thread.ofVirtual().start(task);
    }
    try {
      if (!reading.await(5, TimeUnit.SECONDS)) {
        throw new TargetException("the machine is too busy to start a race");
      }
      Thread.sleep(SETTLE_MILLIS);
      long[] released = release(last, offsetsMicros);
      List<Shot> shots = new ArrayList<>();
      for (int i = 0; i < requests.size(); i++) {
        Reading result = readings.get(i).get();
        shots.add(new Shot(released[i], result.at(), result.answer(), result.trouble()));
      }
      return new Volley(shots);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      close();
      throw new TargetException("interrupted", interrupted);
    } catch (ExecutionException defect) {
      throw new IllegalStateException(defect.getCause());
    }
  }

  private record Reading(long at, Optional<HttpAnswer> answer, Optional<String> trouble) {}

  private static Reading read(Connection connection, String method) {
    try {
      HttpAnswer answer = connection.answer(method);
      return new Reading(System.nanoTime(), Optional.of(answer), Optional.empty());
    } catch (IOException failure) {
      return new Reading(System.nanoTime(), Optional.empty(), Optional.of(Sockets.reason(failure)));
    }
  }

  private long[] release(byte[] last, List<Long> offsetsMicros) {
    long[] released = new long[last.length];
    long start = System.nanoTime();
    for (int i = 0; i < last.length; i++) {
      long due = start + offsetsMicros.get(i) * 1_000;
      Moment.await(due);
      try {
        connections.get(i).release(last[i]);
      } catch (IOException closed) {
        // The reader of this connection sees the same trouble and tells it.
        connections.get(i).close();
      }
      released[i] = System.nanoTime();
    }
    return released;
  }

  /// A connection that the server closed meanwhile is opened anew once.
  private static byte sendAllButLast(Connection connection, ConcreteRequest request)
      throws TargetException {
    try {
      connection.closeIfStale();
      return connection.sendAllButLast(request);
    } catch (IOException stale) {
      connection.close();
    }
    try {
      return connection.sendAllButLast(request);
    } catch (IOException failure) {
      connection.close();
      throw new TargetException(
          "the connection failed before the race (%s)".formatted(Sockets.reason(failure)), failure);
    }
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
    connections.clear();
  }
}
