package dev.crosstalk.drive.explore;

import java.time.Duration;

/// A moment after which no further schedule starts.
public final class Deadline {
  private final long at;

  private Deadline(long at) {
    this.at = at;
  }

  /// So long from now.
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /// The earlier of this one and so long from now.
  public Deadline atMost(Duration time) {
    Deadline other = in(time);
    return other.at - at < 0 ? other : this;
  }

  /// Time left, zero when over.
  public Duration left() {
    return Duration.ofNanos(Math.max(0, at - System.nanoTime()));
  }

  /// True when it is over.
  public boolean over() {
    return at - System.nanoTime() <= 0;
  }
}
