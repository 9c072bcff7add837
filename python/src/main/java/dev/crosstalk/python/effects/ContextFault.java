package dev.crosstalk.python.effects;

import dev.crosstalk.model.Confidence;
import java.util.List;
import java.util.Optional;

/// A context variable, or an attribute of `request.state`, that does not hold where it is used what
/// was meant to be there.
///
/// @param variable as a reader of the code would write it
/// @param key names the variable within the program
/// @param definition where the variable comes into being
/// @param set what stores the value, when that is part of the fault
/// @param use where the value is missed: the read, the reset, the change
/// @param where what runs `set` or loses the value, in words
/// @param tree tasks and threads with their acts
/// @param origins labels of the entry points on whose path it happens, sorted
public record ContextFault(
    Kind kind,
    String variable,
    String key,
    Optional<Site> definition,
    Optional<Access> set,
    Access use,
    String where,
    List<ContextTask> tree,
    List<String> origins,
    Confidence confidence) {
  public ContextFault {
    tree = List.copyOf(tree);
    origins = List.copyOf(origins);
  }

  /// What goes wrong.
  public enum Kind {
    /// Set inside of a child task, read outside by the middleware that started it.
    SET_INSIDE_READ_OUTSIDE,
    /// Set in the copy of a pool thread that runs a dependency, read elsewhere.
    SET_IN_POOL_CALL,
    /// The token is given back in a context other than the one it was made in.
    RESET_ELSEWHERE,
    /// Reset after a `yield` that nothing protects.
    RESET_SKIPPED_BY_ERROR,
    /// Read on a thread that starts without the context.
    LOST_IN_THREAD,
    /// Read by work that runs when the value was already reset.
    READ_AFTER_RESET,
    /// Read in an iteration of a long-lived loop, set in an earlier one.
    INHERITED,
    /// The mutable default, one object for all contexts, is changed.
    DEFAULT_CHANGED,
    /// The default stands for a value that nobody set and decides a query.
    DEFAULT_IN_QUERY,
    /// The same, and the query is made without its filter.
    FILTER_LEFT_OUT,
    /// An attribute of `request.state` that nothing on the path sets.
    STATE_NOT_SET
  }
}
