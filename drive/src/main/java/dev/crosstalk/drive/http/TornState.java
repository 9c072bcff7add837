package dev.crosstalk.drive.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whether a read-back holds one thing that two racing requests wrote in parts. Says so only of
/// places that each of the two sends a text for, and that serial runs always leave to one of them.
final class TornState {
  private TornState() {}

  /// The places that belong to different writers, or none.
  static Optional<List<String>> places(RunRecord run, List<RunRecord> serial) {
    for (Map.Entry<String, Map<String, String>> thing : writers(run).entrySet()) {
      if (Set.copyOf(thing.getValue().values()).size() < 2) {
        continue;
      }
      boolean neverAlone =
          serial.stream()
              .map(one -> writers(one).get(thing.getKey()))
              .filter(Objects::nonNull)
              .noneMatch(found -> Set.copyOf(found.values()).size() > 1);
      if (neverAlone) {
        return Optional.of(ofEachWriterFirst(thing.getValue()));
      }
    }
    return Optional.empty();
  }

  /// The places, in front one of each writer.
  private static List<String> ofEachWriterFirst(Map<String, String> writers) {
    List<String> places = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Map.Entry<String, String> place : new TreeMap<>(writers).entrySet()) {
      if (seen.add(place.getValue())) {
        places.add(place.getKey());
      }
    }
    new TreeSet<>(writers.keySet())
        .stream().filter(place -> !places.contains(place)).forEach(places::add);
    return places;
  }

  /// By object of the read-back, who of the racing requests wrote which of its places.
  private static Map<String, Map<String, String>> writers(RunRecord run) {
    Map<String, Set<String>> sent = new HashMap<>();
    run.racing()
        .forEach((id, exchange) ->
            sent.put(id, exchange.request().body().map(Tokens::in).orElse(Set.of())));
    Map<String, Map<String, String>> found = new HashMap<>();
    SortedMap<String, Object> state = Leaves.of(run, true);
    state.forEach((place, value) -> {
      if (!place.startsWith("state ") || !(value instanceof String text)) {
        return;
      }
      Set<String> tokens = Tokens.in(text);
      List<String> owners =
          sent.entrySet().stream()
              .filter(entry -> entry.getValue().stream().anyMatch(tokens::contains))
              .map(Map.Entry::getKey)
              .toList();
      if (owners.size() == 1) {
        String thing = place.substring(0, Math.max(place.lastIndexOf('/'), 0));
        found.computeIfAbsent(thing, _ -> new HashMap<>()).put(place, owners.getFirst());
      }
    });
    return found;
  }
}
