package dev.crosstalk.drive.live;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// One thread that runs every step of every handler, as asyncio does: a step runs to its end, and
/// between the steps of one handler those of others may run.
final class EventLoop implements AutoCloseable {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("live-loop").factory());

  /// The first step of a handler.
  <T> CompletableFuture<T> step(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, thread);
  }

  /// `await asyncio.sleep(pause)`, then the next step.
  <T> CompletableFuture<T> after(Duration pause, Supplier<T> next) {
    CompletableFuture<T> result = new CompletableFuture<>();
    var _ =
        thread.schedule(
            () -> {
              try {
                result.complete(next.get());
              } catch (RuntimeException failure) {
                result.completeExceptionally(failure);
              }
            },
            pause.toNanos(),
            TimeUnit.NANOSECONDS);
    return result;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
