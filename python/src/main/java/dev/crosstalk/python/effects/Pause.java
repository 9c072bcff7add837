package dev.crosstalk.python.effects;

import java.util.List;

/// A point where another request can run.
///
/// @param how what gives control away
/// @param certain false when it may also not happen, for example an uncontended lock
public record Pause(Site site, List<Site> calls, How how, boolean certain) {
  public Pause {
    calls = List.copyOf(calls);
  }

  /// What gives control away.
  public enum How {
    /// `await`, `async for`, `async with`, `yield` of an asynchronous generator.
    AWAIT,
    /// The hop between the event loop and the thread pool.
    THREAD_HOP,
    /// A call in code that runs on a pool thread: the interpreter may switch threads behind it.
    PREEMPTION,
    /// The response is sent; what follows runs after it.
    RESPONSE
  }
}
