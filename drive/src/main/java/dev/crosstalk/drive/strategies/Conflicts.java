package dev.crosstalk.drive.strategies;

import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.agent.RunResult.Access;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which accesses do not commute.
public final class Conflicts {
  private static final String WHOLE = "[*]";

  private Conflicts() {}

  /// Steps indexed by object, for quick comparison.
  record Footprint(Map<String, List<Access>> byObject) {
    static final Footprint EMPTY = new Footprint(Map.of());

    static Footprint of(List<Access> accesses) {
      Map<String, List<Access>> index = new HashMap<>();
      for (Access access : accesses) {
        if (access.shared()) {
          index.computeIfAbsent(access.object(), name -> new java.util.ArrayList<>()).add(access);
        }
      }
      return new Footprint(index);
    }

    boolean conflictsWith(Footprint other) {
      for (Map.Entry<String, List<Access>> entry : byObject.entrySet()) {
        for (Access theirs : other.byObject.getOrDefault(entry.getKey(), List.of())) {
          for (Access ours : entry.getValue()) {
            if ((ours.writes() || theirs.writes()) && overlap(ours.key(), theirs.key())) {
              return true;
            }
          }
        }
      }
      return false;
    }
  }

  private static boolean overlap(String one, String other) {
    return one.equals(other) || one.equals(WHOLE) || other.equals(WHOLE);
  }

  /// Locations that two lanes touched in a run and that one of them wrote.
  public static Set<Location> of(List<RunResult.Step> schedule) {
    Map<String, List<Access>> byObject = new HashMap<>();
    for (RunResult.Step step : schedule) {
      for (Access access : step.accesses()) {
        if (access.shared()) {
          byObject
              .computeIfAbsent(access.object(), name -> new java.util.ArrayList<>())
              .add(access);
        }
      }
    }
    Set<Location> found = new HashSet<>();
    byObject.forEach((object, accesses) -> {
      if (accesses.stream().map(Access::lane).distinct().count() > 1) {
        Map<String, Use> uses = new HashMap<>();
        for (Access access : accesses) {
          uses.computeIfAbsent(access.key(), key -> new Use()).add(access);
        }
        Use whole = uses.getOrDefault(WHOLE, new Use());
        uses.forEach((key, use) -> {
          if (use.conflictsWith(use) || use.conflictsWith(whole)) {
            found.add(new Location(object, key));
          }
        });
      }
    });
    return found;
  }

  private static final class Use {
    private final Set<String> lanes = new HashSet<>();
    private final Set<String> writers = new HashSet<>();

    void add(Access access) {
      lanes.add(access.lane());
      if (access.writes()) {
        writers.add(access.lane());
      }
    }

    boolean conflictsWith(Use other) {
      return writers.stream().anyMatch(w -> other.lanes.stream().anyMatch(l -> !l.equals(w)))
          || other.writers.stream().anyMatch(w -> lanes.stream().anyMatch(l -> !l.equals(w)));
    }
  }
}
