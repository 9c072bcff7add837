package dev.crosstalk.python.effects;

import java.util.List;
import java.util.Optional;

/// A stretch of one request's path, around a lock, a loop or two writes, that another request can
/// disturb.
///
/// @param subject the lock or the place, as a reader of the code would write it
/// @param place the shared place, absent for locks
/// @param first where the stretch begins: the lock is taken, the loop looks, the first write
/// @param pause where the other request gets in
/// @param second where it ends, when that matters
/// @param other what the other request does that the stretch does not survive
/// @param origins labels of the entry points on whose path the stretch stands, sorted
/// @param otherOrigin label of an entry point that does `other`
public record Episode(
    Kind kind,
    String subject,
    Optional<SharedPlace> place,
    Access first,
    Optional<Pause> pause,
    Optional<Access> second,
    Optional<Access> other,
    List<String> origins,
    String otherOrigin) {
  public Episode {
    origins = List.copyOf(origins);
  }

  /// What happens.
  public enum Kind {
    /// A lock that blocks the thread is held while the event loop runs others.
    BLOCKING_LOCK_HELD,
    /// A lock is made, taken and forgotten by one call.
    LOCK_OF_ONE_CALL,
    /// A container is iterated, with a pause in the body, while others change it.
    ITERATION,
    /// Two places that are read together are written with a pause between.
    TORN_WRITE,
    /// A flag is set before a pause and taken back after it, but not when the pause fails.
    FLAG_LEFT_SET,
    /// A place is changed without the lock that another section holds over its check and its act.
    LOCK_NOT_SHARED,
    /// Threads of the pool read and write a place with nothing but bytecode between.
    INLINE_IN_THREADS,
    /// A check and its act on the event loop with nothing between that gives control away.
    AT_ONCE_ON_LOOP,
    /// What a request is refused for, or let through by, is kept in this process and changed by
    /// requests.
    REFUSED_BY_OWN_STATE
  }
}
