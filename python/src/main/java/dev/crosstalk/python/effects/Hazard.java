package dev.crosstalk.python.effects;

import dev.crosstalk.model.Confidence;
import java.util.List;
import java.util.Optional;

/// A pattern of accesses that another request can break.
///
/// @param first the write of {@link Shape#STALE_READ}; else the read
/// @param pause where the other request gets in; absent for {@link Shape#FOREIGN_READ}
/// @param second the read of {@link Shape#STALE_READ} and {@link Shape#FOREIGN_READ}; else the
///   write
/// @param writer label of the entry point that runs `first`
/// @param origins labels of the entry points on whose path `second` stands, sorted
/// @param identity true when the written value is proved to come from the caller's credentials
/// @param lateChange how the write changes the place
public record Hazard(
    Shape shape,
    SharedPlace place,
    Access first,
    Optional<Pause> pause,
    Access second,
    String writer,
    List<String> origins,
    Confidence confidence,
    boolean identity,
    Change lateChange) {
  public Hazard {
    origins = List.copyOf(origins);
  }

  /// R, W and S stand for read, write and suspension on the path of one request.
  public enum Shape {
    /// W·S·R of a request-derived value.
    STALE_READ,
    /// Identity data written by one entry point and read by another that did not write it.
    FOREIGN_READ,
    /// W·R without a suspension: the request leaves its value behind, and who comes next finds it.
    LEFT_BEHIND,
    /// A value that depends on the caller is kept under a key that does not.
    CACHED_FOR_ALL,
    /// Whoever waits for an answer is found by a key that a client chose.
    CHOSEN_KEY,
    /// R·S·W where the read decides whether the write happens, and the loser does harm.
    CHECK_THEN_ACT,
    /// R·S·W where the written value is computed from the read one.
    READ_MODIFY_WRITE,
    /// Check-then-act that fills an empty variable with a value that any request would make.
    LAZY_INIT,
    /// Check-then-act that fills a cache entry.
    CACHE_FILL
  }

  /// How a write changes a place.
  public enum Change {
    STORE,
    UPDATE,
    INSERT,
    REMOVE
  }
}
