package dev.crosstalk.cli.run;

import dev.crosstalk.history.Event;
import dev.crosstalk.model.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/// What became of one shared place in a replay: every access with request, value and line.
final class ValueTrail {
  private static final int MOST_ROWS = 200;
  private static final int MOST_NAMES = 12;

  private ValueTrail() {}

  /// Rows for the places whose name contains `name`.
  static Report.Section of(String name, List<Event> events) {
    List<SequencedMap<String, Object>> rows = new ArrayList<>();
    for (Event event : events) {
      if (event.location().orElse("").contains(name) && rows.size() < MOST_ROWS) {
        SequencedMap<String, Object> row = new LinkedHashMap<>();
        row.put("step", event.sequence() + 1);
        row.put("request", event.lane());
        row.put("access", event.kind().name().toLowerCase(java.util.Locale.ROOT));
        row.put("place", event.location().orElse(""));
        row.put("value", event.value().orElse(""));
        row.put(
            "at",
            event
                .path()
                .map(path -> path + (event.line().isPresent() ? ":" + event.line().getAsInt() : ""))
                .orElse(""));
        row.put("actor", event.actor().orElse(""));
        rows.add(row);
      }
    }
    return new Report.Section("values", "Values of %s (%s)".formatted(name, rows.size()), rows);
  }

  /// Names that a run touched, for a message when none matches.
  static List<String> names(List<Event> events) {
    TreeSet<String> found = new TreeSet<>();
    events.stream()
        .filter(Event::reachable)
        .forEach(event -> event.location().ifPresent(found::add));
    return found.stream().limit(MOST_NAMES).toList();
  }
}
