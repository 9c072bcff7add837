package dev.crosstalk.drive.explore;

import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import java.util.List;

/// Says what went wrong in an execution; the oracles, seen from here.
@FunctionalInterface
public interface Judge {
  /// Findings of one history, worst first.
  List<Finding> judge(History history);
}
