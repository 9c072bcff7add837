package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.RunRequest.Spot;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.agent.RunResult.TraceEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Suspected places that an exploration aims at.
///
/// @param spots lines that look at or change the shared place, in the order of the suspicion
public record Focus(Set<Spot> spots) {
  /// No place in particular.
  public static final Focus NONE = new Focus(Set.of());

  public Focus {
    spots = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(spots));
  }

  /// True when a finding's execution went through one of the places.
  boolean meets(String file, int line) {
    return spots.contains(new Spot(file, line));
  }

  /// Why a search that found nothing refutes nothing: a request never came to a place, or the
  /// requests had no object in common there.
  ///
  /// @param runs with evidence, for example one serial run an order
  /// @return empty when every request was at every place, on an object that the others met there
  Optional<String> unreached(List<String> lanes, List<RunResult> runs) {
    Map<Spot, Set<String>> visitors = new HashMap<>();
    Map<String, Set<String>> byObject = new HashMap<>();
    for (RunResult run : runs) {
      for (TraceEvent event : run.timeline()) {
        Spot spot = new Spot(event.file().orElse(""), event.line());
        if (event.location().isPresent() && spots.contains(spot)) {
          visitors.computeIfAbsent(spot, key -> new HashSet<>()).add(event.lane());
          byObject
              .computeIfAbsent(event.location().get(), key -> new HashSet<>())
              .add(event.lane());
        }
      }
    }
    for (Spot spot : spots) {
      for (String lane : lanes) {
        if (!visitors.getOrDefault(spot, Set.of()).contains(lane)) {
          return Optional.of("line %d was not executed by request %s".formatted(spot.line(), lane));
        }
      }
    }
    boolean met = byObject.values().stream().anyMatch(seen -> seen.containsAll(lanes));
    return met ? Optional.empty() : Optional.of("the requests never touched the same object there");
  }
}
