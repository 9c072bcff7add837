package dev.crosstalk.python.flow;

import org.jspecify.annotations.Nullable;

/// What has a context: a task, or a call on a pool thread.
///
/// @param label how reports name it
/// @param parent what started it
/// @param before what the parent saw then
/// @param scheduled for work after the handler: what was seen when it was put down
record ContextScope(
    Kind kind,
    String label,
    @Nullable ContextScope parent,
    @Nullable ContextState before,
    @Nullable ContextState scheduled) {

  /// How it comes by its context.
  enum Kind {
    /// The task that serves a request.
    REQUEST,
    /// A task of its own that outlives requests.
    LONG_LIVED,
    /// What `call_next` runs in a child task.
    INNER_APP,
    /// A `def` dependency on the thread pool.
    DEPENDENCY_CALL,
    /// A `def` handler on the thread pool.
    HANDLER_CALL,
    /// A thread that is given a copy.
    COPY,
    /// `copy_context().run`.
    COPY_OF_CONTEXT,
    /// A child task.
    TASK,
    /// A thread with a context of its own.
    BARE,
    /// Background work and streamed bodies; they share the context of the parent.
    AFTERWARDS
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other; // two runs of one function are two scopes
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /// The scope whose context this one uses.
  ContextScope owner() {
    return kind == Kind.AFTERWARDS && parent != null ? parent.owner() : this;
  }

  /// True when this scope is `other` or was started, over any number of hops, by it.
  boolean isWithin(ContextScope other) {
    for (ContextScope each = this; each != null; each = each.parent) {
      if (each.equals(other)) {
        return true;
      }
    }
    return false;
  }

  /// The innermost scope of a kind on the way up to, and without, `ancestor`; null when none is.
  @Nullable ContextScope below(ContextScope ancestor, Kind wanted) {
    for (ContextScope each = this; each != null && !each.equals(ancestor); each = each.parent) {
      if (each.kind == wanted) {
        return each;
      }
    }
    return null;
  }

  /// The nearest scope that both lie in; null when they have nothing in common.
  @Nullable ContextScope common(ContextScope other) {
    for (ContextScope each = this; each != null; each = each.parent) {
      if (other.isWithin(each)) {
        return each;
      }
    }
    return null;
  }
}
