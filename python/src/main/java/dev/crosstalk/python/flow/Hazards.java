package dev.crosstalk.python.flow;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.Hazard.Change;
import dev.crosstalk.python.effects.Hazard.Shape;
import dev.crosstalk.python.effects.Pause;
import dev.crosstalk.python.effects.SharedPlace;
import dev.crosstalk.python.flow.State.WriteFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The patterns that another request can break, over all entry points: each once, by the surest and
/// shortest way to it, with all entry points that take part.
final class Hazards {
  private static final int MOST_READS = 64;

  private final Discoveries discoveries;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, Foreign> identityWrites = new LinkedHashMap<>();
  private final Map<String, List<Foreign>> unownedReads = new LinkedHashMap<>();
  private String origin = "";
  private boolean unknownOrigin;

  /// A hazard in the making; origins are gathered over all routes.
  private record Draft(Hazard hazard, Set<String> origins) {}

  private record Foreign(Location location, Access access, String origin) {}

  Hazards(Discoveries discoveries) {
    this.discoveries = discoveries;
  }

  /// What follows belongs to the entry point with this label.
  void enter(String label, boolean unknown) {
    origin = label;
    unknownOrigin = unknown;
  }

  /// Notes a read of what its request did not write.
  void unowned(Location location, Access access) {
    List<Foreign> list = unownedReads.computeIfAbsent(location.key, _ -> new ArrayList<>(2));
    if (list.size() < MOST_READS) {
      list.add(new Foreign(location, access, origin));
    }
  }

  /// Notes a write of what tells who a request is of.
  void ofIdentity(Location location, Access access) {
    identityWrites.putIfAbsent(location.key + "\n" + origin, new Foreign(location, access, origin));
  }

  /// Notes that the request reads what it wrote before others could run.
  void stale(WriteFact fact, Pause pause, Access read) {
    add(
        Shape.STALE_READ,
        fact.location(),
        fact.access(),
        pause,
        read,
        Change.STORE,
        fact.taint(),
        false);
  }

  /// Notes that the request leaves what it wrote to others.
  void leftBehind(WriteFact fact, Access read) {
    add(
        Shape.LEFT_BEHIND,
        fact.location(),
        fact.access(),
        null,
        read,
        Change.STORE,
        fact.taint(),
        false);
  }

  /// Adds what another part of the walk has recognised.
  void put(Hazard hazard) {
    String key =
        hazard.shape() + "\n" + hazard.place().rootCause() + "\n" + hazard.second().site().key();
    drafts.merge(
        key,
        new Draft(hazard, new TreeSet<>(hazard.origins())),
        (old, more) -> {
          old.origins().addAll(more.origins());
          return old;
        });
  }

  /// Notes a pattern.
  ///
  /// @param doubtful it may do no harm
  void add(
      Shape shape,
      Location location,
      Access first,
      @Nullable Pause pause,
      Access second,
      Change change,
      int taint,
      boolean doubtful) {
    Confidence confidence = Confidence.HIGH;
    boolean proved = (taint & (Taint.REQUEST | Taint.IDENTITY | Taint.UNIQUE)) != 0;
    if (shape == Shape.STALE_READ && !proved) {
      confidence = Confidence.MEDIUM;
    }
    if (pause != null && !pause.certain()) {
      confidence = Confidence.MEDIUM;
    }
    if (unknownOrigin || doubtful) {
      confidence = Confidence.LOW;
    }
    SharedPlace place = location.place();
    String key = shape + "\n" + place.rootCause() + "\n" + second.site().key();
    Hazard hazard =
        new Hazard(
            shape,
            place,
            first,
            Optional.ofNullable(pause),
            second,
            origin,
            List.of(origin),
            confidence,
            (taint & Taint.IDENTITY) != 0,
            change);
    Draft known = drafts.get(key);
    if (known == null) {
      drafts.put(key, new Draft(hazard, discoveries.first(origin)));
    } else {
      discoveries.again(known.origins(), origin);
      if (better(hazard, known.hazard())) {
        drafts.put(key, new Draft(hazard, known.origins()));
      }
    }
  }

  private static boolean better(Hazard hazard, Hazard known) {
    int byConfidence = hazard.confidence().compareTo(known.confidence());
    return byConfidence != 0
        ? byConfidence < 0
        : hazard.second().calls().size() < known.second().calls().size();
  }

  /// All hazards, sorted by the place of the second access.
  List<Hazard> all(LockBook locks) {
    List<Hazard> all = new ArrayList<>();
    for (Draft draft : drafts.values()) {
      Hazard hazard = draft.hazard();
      if (hazard.pause().isPresent() && locks.isNoWait(hazard.pause().get())) {
        continue;
      }
      all.add(withOrigins(hazard, List.copyOf(draft.origins())));
    }
    all.addAll(foreignReads());
    all.sort(Hazards::inOrder);
    return all;
  }

  private static int inOrder(Hazard left, Hazard right) {
    int order = left.second().site().compareTo(right.second().site());
    if (order == 0) {
      order = left.shape().compareTo(right.shape());
    }
    return order != 0 ? order : left.place().key().compareTo(right.place().key());
  }

  private static Hazard withOrigins(Hazard hazard, List<String> origins) {
    return new Hazard(
        hazard.shape(),
        hazard.place(),
        hazard.first(),
        hazard.pause(),
        hazard.second(),
        hazard.writer(),
        origins,
        hazard.confidence(),
        hazard.identity(),
        hazard.lateChange());
  }

  private List<Hazard> foreignReads() {
    Map<String, Hazard> found = new HashMap<>();
    for (Foreign write : identityWrites.values()) {
      for (Map.Entry<String, List<Foreign>> entry : unownedReads.entrySet()) {
        if (!overlaps(write.location().key, entry.getKey())) {
          continue;
        }
        for (Foreign read : entry.getValue()) {
          if (read.origin().equals(write.origin())) {
            continue;
          }
          String key = write.location().rootCause + "\n" + read.access().site().key();
          Hazard known = found.get(key);
          Set<String> origins = new TreeSet<>(known == null ? List.of() : known.origins());
          origins.add(read.origin());
          Hazard hazard =
              known != null
                  ? known
                  : new Hazard(
                      Shape.FOREIGN_READ,
                      write.location().place(),
                      write.access(),
                      Optional.empty(),
                      read.access(),
                      write.origin(),
                      List.of(),
                      Confidence.MEDIUM,
                      true,
                      Change.STORE);
          found.put(key, withOrigins(hazard, List.copyOf(origins)));
        }
      }
    }
    return List.copyOf(found.values());
  }

  private static boolean overlaps(String left, String right) {
    String shorter = left.length() <= right.length() ? left : right;
    String longer = shorter.equals(left) ? right : left;
    return longer.startsWith(shorter)
        && (longer.length() == shorter.length() || longer.charAt(shorter.length()) == '|');
  }
}
