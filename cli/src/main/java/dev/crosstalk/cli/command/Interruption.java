package dev.crosstalk.cli.command;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Lets a verb end in order when the user interrupts: what it is at is finished, what was found is
/// printed, and the process ends with [ExitCode#INTERRUPTED].
public final class Interruption implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch never = new CountDownLatch(1);
  private final Thread hook;
  private volatile boolean wanted;

  private Interruption(Runnable told) {
    hook =
        new Thread(() -> {
          wanted = true;
          told.run();
          try {
            // The main thread halts the process when it is done.
            boolean closed = never.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assert !closed;
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /// @param told runs when the user interrupts
  public static Interruption watch(Runnable told) {
    Interruption interruption = new Interruption(told);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /// Whether the user wants an end.
  public boolean isWanted() {
    return wanted;
  }

  @Override
  public void close() {
    if (!wanted) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // Too late: the process ends anyway.
      }
    }
  }
}
