package dev.crosstalk.report.timeline;

import dev.crosstalk.model.Interleaving.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Walks the steps in time order and tells which of them hear another lane.
final class CrossingFinder {
  private final Map<String, Integer> lanes;

  /// Time and lane of the last write, by location.
  private final Map<String, int[]> lastWrite = new HashMap<>();

  /// Time of the last write, by location and lane.
  private final Map<String, Integer> lastWriteOf = new HashMap<>();

  /// Time of the last look, by location and lane.
  private final Map<String, Integer> lastLook = new HashMap<>();

  CrossingFinder(Map<String, Integer> lanes) {
    this.lanes = lanes;
  }

  Optional<Crossing> at(int t, int lane, Step step) {
    String location = step.location().orElse("");
    String key = lane + " " + location;
    return switch (step.kind()) {
      case READ, CHECK -> {
        lastLook.put(key, t);
        yield foreignRead(t, lane, step, location);
      }
      case WRITE -> {
        Optional<Crossing> stale = staleAct(t, lane, location, key);
        lastWrite.put(location, new int[] {t, lane});
        lastWriteOf.put(key, t);
        yield stale.isPresent() ? stale : foreignRead(t, lane, step, location);
      }
      default -> foreignRead(t, lane, step, location);
    };
  }

  private Optional<Crossing> foreignRead(int t, int lane, Step step, String location) {
    @Nullable Integer writer = step.writtenBy().map(lanes::get).orElse(null);
    if (writer == null || writer == lane) {
      return Optional.empty();
    }
    @Nullable Integer from = lastWriteOf.get(writer + " " + location);
    return Optional.of(
        new Crossing(
            Crossing.Kind.FOREIGN_READ,
            from == null ? OptionalInt.empty() : OptionalInt.of(from),
            t,
            OptionalInt.empty(),
            writer,
            lane));
  }

  private Optional<Crossing> staleAct(int t, int lane, String location, String key) {
    int @Nullable [] write = lastWrite.get(location);
    @Nullable Integer look = lastLook.get(key);
    if (write == null || look == null || write[1] == lane || write[0] < look) {
      return Optional.empty();
    }
    int own = Objects.requireNonNullElse(lastWriteOf.get(key), 0);
    if (own > look) {
      return Optional.empty();
    }
    return Optional.of(
        new Crossing(
            Crossing.Kind.STALE_ACT,
            OptionalInt.of(write[0]),
            t,
            OptionalInt.of(look),
            write[1],
            lane));
  }
}
