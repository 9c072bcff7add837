package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.request.ConcreteRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// Whole requests from one thread each, all let go at one moment. Less exact than the other
/// techniques, and the only one where something on the way refuses a request that comes in parts.
public final class Barrier implements Racer {
  private static final long LEAD_NANOS = 3_000_000;

  private final HttpTarget target;
  private final Duration timeout;
  private final List<Connection> connections = new ArrayList<>();

  public Barrier(HttpTarget target, Duration timeout) {
    this.target = target;
    this.timeout = timeout;
  }

  @Override
  public String technique() {
    return "barrier";
  }

  @Override
  public Volley fire(List<ConcreteRequest> requests, List<Long> offsetsMicros)
      throws TargetException {
    while (connections.size() < requests.size()) {
      connections.add(new Connection(target, timeout));
    }
    for (int i = 0; i < requests.size(); i++) {
      connections.get(i).warm();
    }
    CountDownLatch ready = new CountDownLatch(requests.size());
    CountDownLatch go = new CountDownLatch(1);
    long[] start = new long[1];
    List<FutureTask<Shot>> tasks = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      Connection connection = connections.get(i);
      ConcreteRequest request = requests.get(i);
      long offset = offsetsMicros.get(i) * 1_000;
      FutureTask<Shot> task =
          new FutureTask<>(() -> {
            ready.countDown();
            go.await();
            Moment.await(start[0] + offset);
            return shoot(connection, request);
          });
      tasks.add(task);
      Thread.ofPlatform().daemon().start(task);
    }
    try {
      if (!ready.await(5, TimeUnit.SECONDS)) {
        throw new TargetException("the machine is too busy to start a race");
      }
      start[0] = System.nanoTime() + LEAD_NANOS;
      go.countDown();
      List<Shot> shots = new ArrayList<>();
      for (FutureTask<Shot> task : tasks) {
        shots.add(task.get());
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

  private static Shot shoot(Connection connection, ConcreteRequest request) {
    long released = System.nanoTime();
    try {
      HttpAnswer answer = connection.exchange(request);
      return new Shot(released, System.nanoTime(), Optional.of(answer), Optional.empty());
    } catch (TargetException failure) {
      return new Shot(
          released,
          System.nanoTime(),
          Optional.empty(),
          Optional.of(String.valueOf(failure.getMessage())));
    }
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
    connections.clear();
  }
}
