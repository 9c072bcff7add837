package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects what escaped control while a scenario was searched.
final class Escapes {
  private static final String DATABASE = "database:";

  private final Map<String, Integer> counts = new LinkedHashMap<>();
  private final Set<String> reasons = new LinkedHashSet<>();

  /// @param unfaithful why a fork is no faithful copy of the loaded application
  Escapes(List<String> unfaithful) {
    unfaithful.forEach(
        why -> reasons.add(why + ", so runs do not start from exactly the same state"));
  }

  void note(RunResult result) {
    result
        .escapes()
        .forEach((kind, count) -> counts.merge(kind, Integer.parseInt(count), Integer::sum));
    result
        .refused()
        .forEach(host ->
            reasons.add(
                host.startsWith(DATABASE)
                    ? "the application opens the database `%s` of a server, which was refused: every schedule would change it in place; make one for tests and name it with --allow-database"
                        .formatted(host.substring(DATABASE.length()))
                    : "the application tried to reach %s; see --allow-host".formatted(host)));
    if (!result.left().isEmpty()) {
      reasons.add("work of a request went on after the last response and was cut off");
    }
    switch (result.status()) {
      case OK, DEADLOCK -> {
        // Came to an end by itself.
      }
      case DIVERGED ->
          reasons.add(
              "the application took another path under the same decisions, so it depends on"
                  + " something that is not controlled");
      case STALLED -> reasons.add("a schedule waited for an answer from outside that did not come");
      case MAXSTEPS -> reasons.add("a schedule had more steps than the limit");
      case TIMEOUT -> reasons.add("a schedule took longer than the limit");
      case ERROR ->
          reasons.add(
              "a run failed: " + Texts.lastLine(result.detail().orElse("no reason was given")));
    }
  }

  void reason(String text) {
    reasons.add(text);
  }

  /// Why a claim is weaker than "exhausted".
  List<String> reasons() {
    List<String> all = new ArrayList<>(reasons);
    counts.forEach((kind, count) -> all.add(meaning(kind, count)));
    return all;
  }

  /// `kind: count`, for the report.
  List<String> counted() {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .toList();
  }

  private static String meaning(String kind, int count) {
    return switch (kind) {
      case "stalled" ->
          "%d waits for a database or socket were cut short, so the order of answers was not under control"
              .formatted(count);
      case "thread-blocked" ->
          "a worker thread slept %d times inside a call that is not controlled".formatted(count);
      case "system-access" ->
          "a background task of the application touched shared state %d times at moments that were"
                  .formatted(count)
              + " not varied";
      case "uncontrolled-thread" ->
          "a thread of the application touched shared state %d times without control"
              .formatted(count);
      case "socket" ->
          "the application talked to a server over %d connections; what it does there is not part of"
                  .formatted(count)
              + " the reduction and is not put back between runs";
      default -> "%s (%d times)".formatted(kind, count);
    };
  }
}
