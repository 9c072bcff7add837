package dev.crosstalk.cli.run;

import dev.crosstalk.python.ProgramReader.Progress;
import java.io.PrintStream;
import java.util.function.Consumer;

/// One line on a terminal that is written over as the work goes on, and wiped at the end. The first
/// fifth of a second shows nothing, so a short run does not flicker.
public final class ProgressLine implements Consumer<Progress>, AutoCloseable {
  private static final long QUIET_NANOS = 200_000_000;
  private static final long STEP_NANOS = 50_000_000;

  private final PrintStream err;
  private long next;
  private boolean shown;

  /// @param err a terminal
  public ProgressLine(PrintStream err) {
    this.err = err;
    this.next = System.nanoTime() + QUIET_NANOS;
  }

  @Override
  public synchronized void accept(Progress progress) {
    long now = System.nanoTime();
    if (now - next >= 0) {
      next = now + STEP_NANOS;
      shown = true;
      err.printf("\r\u001b[K%s %s/%s", progress.stage(), progress.done(), progress.total());
      err.flush();
    }
  }

  @Override
  public synchronized void close() {
    if (shown) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
