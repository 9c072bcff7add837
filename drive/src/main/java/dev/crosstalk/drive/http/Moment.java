package dev.crosstalk.drive.http;

import java.util.concurrent.locks.LockSupport;

/// Waits for a moment to the microsecond: sleeps while it is far off, spins at the end.
final class Moment {
  private Moment() {}

  /// @param due in {@link System#nanoTime()}
  static void await(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      if (left > 200_000) {
        LockSupport.parkNanos(left - 100_000);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
