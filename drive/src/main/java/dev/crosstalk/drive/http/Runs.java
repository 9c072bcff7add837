package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.util.List;
import java.util.Optional;

/// Where the runs of a scenario come from: the service, or a record of what it did.
interface Runs {

  /// @param order in which the racing requests are sent or released; one after the other some may
  ///   be left out
  /// @param offsetsMicros present to send them together
  /// @throws TargetException when the service is gone
  /// @throws NotRunnable when the scenario cannot be run against this service
  RunRecord run(ScenarioPlan plan, List<Integer> order, Optional<List<Long>> offsetsMicros)
      throws TargetException, NotRunnable;

  /// Whether another run may begin.
  ///
  /// @param deadline in {@link System#nanoTime()}
  default boolean goesOn(long deadline) {
    return System.nanoTime() < deadline;
  }

  /// Lets the service's clock go on.
  ///
  /// @throws TargetException when the thread was interrupted
  default void rest(long millis) throws TargetException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new TargetException("interrupted", interrupted);
    }
  }

  /// The scenario cannot be run against this service; the message says why.
  final class NotRunnable extends Exception {
    private static final long serialVersionUID = 1L;

    NotRunnable(String message) {
      super(message);
    }
  }
}
