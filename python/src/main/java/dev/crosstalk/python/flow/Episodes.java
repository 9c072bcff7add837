package dev.crosstalk.python.flow;

import dev.crosstalk.python.effects.Access;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Pause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Episodes in the making: one for each kind and pair of places in the source, with all the entry
/// points that reach it.
final class Episodes {
  private static final int MAX = 2000;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();

  private final Discoveries discoveries;

  Episodes(Discoveries discoveries) {
    this.discoveries = discoveries;
  }

  private record Draft(Episode episode, Set<String> origins) {}

  /// Notes an episode.
  void add(
      Episode.Kind kind,
      String subject,
      @Nullable Location location,
      Access first,
      @Nullable Pause pause,
      @Nullable Access second,
      @Nullable Access other,
      String origin,
      String otherOrigin) {
    String key = kind + first.site().key() + (second == null ? "" : second.site().key());
    if (kind == Episode.Kind.LOCK_NOT_SHARED && other != null) {
      key = kind + (location == null ? "" : location.key); // one place, one lock
    }
    Draft known = drafts.get(key);
    if (known != null) {
      discoveries.again(known.origins(), origin);
    } else if (drafts.size() < MAX) {
      Episode episode =
          new Episode(
              kind,
              subject,
              Optional.ofNullable(location).map(Location::place),
              first,
              Optional.ofNullable(pause),
              Optional.ofNullable(second),
              Optional.ofNullable(other),
              List.of(),
              otherOrigin);
      drafts.put(key, new Draft(episode, discoveries.first(origin)));
    }
  }

  /// All of them, sorted by where they begin.
  List<Episode> all() {
    List<Episode> all = new ArrayList<>();
    for (Draft draft : drafts.values()) {
      Episode each = draft.episode();
      all.add(
          new Episode(
              each.kind(),
              each.subject(),
              each.place(),
              each.first(),
              each.pause(),
              each.second(),
              each.other(),
              List.copyOf(draft.origins()),
              each.otherOrigin()));
    }
    all.sort(Episodes::inOrder);
    return all;
  }

  private static int inOrder(Episode left, Episode right) {
    int order = left.first().site().compareTo(right.first().site());
    if (order == 0) {
      order = left.kind().compareTo(right.kind());
    }
    return order != 0 ? order : secondKey(left).compareTo(secondKey(right));
  }

  private static String secondKey(Episode episode) {
    return episode.second().map(access -> access.site().key()).orElse("");
  }
}
