package dev.crosstalk.history;

import java.util.Optional;
import java.util.OptionalInt;

/// One thing that a lane did, in the order in which it happened.
///
/// @param sequence from 0, without gaps in one history
/// @param lane id of the request that did it
/// @param location the shared place as a reader of the code would write it, for example
///   `shop.stock['lamp']`; empty where the event touches none
/// @param value what was read or written, as text
/// @param path file of the code, relative to the application's folder
/// @param text the line of source, without indentation
/// @param actor the task or thread that acted, for example `task 4` or `thread A.t1`
/// @param reachable true when the location can be reached by every request
public record Event(
    int sequence,
    String lane,
    Kind kind,
    Optional<String> location,
    Optional<String> value,
    Optional<String> path,
    OptionalInt line,
    Optional<String> text,
    Optional<String> actor,
    boolean reachable) {

  /// What an event is.
  public enum Kind {
    READ,
    WRITE,
    /// A call on an object of a library; it may read or write.
    CALL,
    /// The task gave control back to the event loop.
    SUSPEND,
    /// The client of the request left before it was answered.
    LEAVE,
    CONTEXT_SET,
    CONTEXT_GET,
    /// A context variable without a value was read.
    CONTEXT_MISS,
    CONTEXT_RESET,
    /// A database statement; the value is its text, the location its table.
    SQL
  }

  /// True for a read or write of memory at a known place in the source.
  public boolean isAccess() {
    return kind == Kind.READ || kind == Kind.WRITE;
  }
}
