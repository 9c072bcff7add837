package dev.crosstalk.drive.http;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/// What goes on around a probe.
///
/// @param journal takes what is done
/// @param earlier the record of a probe that was cut short, to go on with
/// @param promises what the user says must hold after every run
/// @param stopped true when the user wants no further run
public record Trace(
    Journal journal, Optional<ProbeRecord> earlier, Promises promises, BooleanSupplier stopped) {
  /// Nothing is kept, nothing was before, nothing is promised.
  public static final Trace NONE =
      new Trace(Journal.NONE, Optional.empty(), Promises.NONE, () -> false);

  /// Writes down what could not be judged.
  public void told(String gap) {
    journal.line(RunLines.line("gap", gap));
  }
}
