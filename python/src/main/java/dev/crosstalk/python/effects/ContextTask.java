package dev.crosstalk.python.effects;

import java.util.List;

/// A task, or a call on a thread, with what it does to a context variable and what it starts.
///
/// @param acts in time order
public record ContextTask(String label, List<Act> acts, List<ContextTask> inner) {
  public ContextTask {
    acts = List.copyOf(acts);
    inner = List.copyOf(inner);
  }

  /// One thing done to the variable.
  ///
  /// @param time place among all acts of the tree, from 1
  /// @param remark what comes of it, empty when that is plain
  public record Act(int time, Kind kind, Access access, String remark) {}

  /// What is done.
  public enum Kind {
    SET,
    GET,
    RESET
  }
}
