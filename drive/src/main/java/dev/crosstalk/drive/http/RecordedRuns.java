package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// Runs of a record, in their order. Nothing is sent.
final class RecordedRuns implements Runs {

  /// One thing that the service did.
  sealed interface Entry {
    /// A run.
    record Run(RunRecord run) implements Entry {}

    /// A run that could not be made.
    record Refused(String reason) implements Entry {}
  }

  private final Queue<Entry> entries;

  RecordedRuns(Collection<Entry> entries) {
    this.entries = new ArrayDeque<>(entries);
  }

  @Override
  public RunRecord run(ScenarioPlan plan, List<Integer> order, Optional<List<Long>> offsetsMicros)
      throws NotRunnable {
    for (Iterator<Entry> left = entries.iterator(); left.hasNext(); ) {
      switch (left.next()) {
        case Entry.Refused refused -> throw new NotRunnable(refused.reason());
        case Entry.Run found -> {
          // Judges that changed since may ask in another order than the record has.
          if (found.run().order().equals(order)
              && found.run().raced() == offsetsMicros.isPresent()) {
            left.remove();
            return found.run();
          }
        }
      }
    }
    throw new NotRunnable("the record ends here");
  }

  @Override
  public boolean goesOn(long deadline) {
    return !entries.isEmpty();
  }

  @Override
  public void rest(long millis) {
    // The record has the pause in it.
  }
}
