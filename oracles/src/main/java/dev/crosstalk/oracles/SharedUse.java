package dev.crosstalk.oracles;

import dev.crosstalk.history.Event;
import dev.crosstalk.history.Event.Kind;
import dev.crosstalk.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The shared places of a history: touched by two lanes, written by one.
final class SharedUse {
  private final Map<String, List<Event>> byLocation = new LinkedHashMap<>();

  SharedUse(History history) {
    Map<String, List<Event>> all = new LinkedHashMap<>();
    for (Event event : history.events()) {
      boolean touches = event.isAccess() || event.kind() == Kind.SQL;
      if (touches && event.location().isPresent()) {
        all.computeIfAbsent(event.location().get(), name -> new ArrayList<>()).add(event);
      }
    }
    all.forEach((location, events) -> {
      Set<String> lanes = new LinkedHashSet<>();
      events.forEach(event -> lanes.add(event.lane()));
      if (lanes.size() > 1 && events.stream().anyMatch(SharedUse::writes)) {
        byLocation.put(location, List.copyOf(events));
      }
    });
  }

  /// Locations in the order in which they were first touched.
  Set<String> locations() {
    return byLocation.keySet();
  }

  List<Event> of(String location) {
    return byLocation.getOrDefault(location, List.of());
  }

  static boolean writes(Event event) {
    return event.kind() == Kind.WRITE
        || (event.kind() == Kind.SQL && event.value().map(SharedUse::isWriting).orElse(false));
  }

  private static boolean isWriting(String statement) {
    String word = statement.strip().split("\\s+", 2)[0].toLowerCase(java.util.Locale.ROOT);
    return Set.of("insert", "update", "delete", "replace", "merge", "upsert").contains(word);
  }

  /// The lane whose write a read sees: the last one before it.
  Optional<Event> writerOf(Event read) {
    Event last = null;
    for (Event event : read.location().map(this::of).orElse(List.of())) {
      if (event.sequence() >= read.sequence()) {
        break;
      }
      if (writes(event)) {
        last = event;
      }
    }
    return Optional.ofNullable(last);
  }
}
