package dev.crosstalk.oracles;

import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import java.util.List;

/// All oracles, by precedence: the first that speaks names the root cause.
public final class OracleCatalog {
  private static final List<Oracle> ORACLES =
      List.of(
          new Deadlock(),
          new ForeignData(),
          new LostUpdate(),
          new TornUpdate(),
          new ErrorOnlyUnderConcurrency(),
          new NotSerialisable(),
          new ContextLost());

  private OracleCatalog() {}

  /// What a history shows, root cause first.
  public static List<Finding> judge(History history) {
    return ORACLES.stream().flatMap(oracle -> oracle.judge(history).stream()).toList();
  }
}
