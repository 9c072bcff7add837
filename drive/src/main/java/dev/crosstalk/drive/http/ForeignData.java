package dev.crosstalk.drive.http;

import dev.crosstalk.model.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Finds data of one sender in the answer to another, among senders that must not see each other's.
///
/// @param outcomes of the serial runs, in their order, without noise
record ForeignData(List<RunRecord> serial, List<SortedMap<String, String>> outcomes) {

  /// The leak that an answer of a raced run shows, or none.
  Optional<Anomaly> find(
      RunRecord run, SortedMap<String, Object> leaves, SortedMap<String, String> outcome) {
    for (Exchange mine : run.racing().values()) {
      if (!mine.isSuccess()) {
        continue;
      }
      String text = mine.answer().map(HttpAnswer::text).orElse("");
      Set<String> seen = Tokens.in(text);
      seen.removeAll(Tokens.in(mine.request()));
      for (Exchange other : run.racing().values()) {
        if (other.equals(mine)) {
          continue;
        }
        Set<String> theirs = ownTokens(run, other);
        theirs.removeAll(ownTokens(run, mine));
        theirs.retainAll(seen);
        theirs.removeIf(token -> serialAnswerHolds(mine.template().id(), token));
        if (!theirs.isEmpty()) {
          return Optional.of(
              leak(run, mine, other, "`%s`".formatted(theirs.iterator().next()), List.of()));
        }
      }
    }
    return foreignBySerialAnswers(run, leaves, outcome);
  }

  /// Tokens of a racing request and of what its identity created in the set-up.
  private static Set<String> ownTokens(RunRecord run, Exchange racer) {
    Set<String> tokens = Tokens.in(racer.request());
    for (Exchange exchange : run.setUp()) {
      if (exchange.template().identity().equals(racer.template().identity())) {
        tokens.addAll(Tokens.in(exchange.request()));
      }
    }
    return tokens;
  }

  private boolean serialAnswerHolds(String id, String token) {
    return serial.stream()
        .map(run -> run.racing().get(id))
        .filter(Objects::nonNull)
        .flatMap(exchange -> exchange.answer().stream())
        .anyMatch(answer -> Tokens.common(answer.text()).contains(token));
  }

  /// A value that alone only ever stands in the other's answer, at the same place.
  private Optional<Anomaly> foreignBySerialAnswers(
      RunRecord run, SortedMap<String, Object> leaves, SortedMap<String, String> outcome) {
    for (Exchange mine : run.racing().values()) {
      for (Exchange other : run.racing().values()) {
        if (other.equals(mine) || !mine.isSuccess()) {
          continue;
        }
        String prefix = "answer " + mine.template().id() + " /";
        for (Map.Entry<String, String> leaf : outcome.tailMap(prefix).entrySet()) {
          if (!leaf.getKey().startsWith(prefix)) {
            break;
          }
          String theirs =
              "answer " + other.template().id() + " /" + leaf.getKey().substring(prefix.length());
          boolean telling =
              leaf.getValue().length() > 1
                  && !leaf.getValue().startsWith("#")
                  && leaves.get(leaf.getKey()) instanceof String;
          if (!telling) {
            continue;
          }
          Set<String> ownValues = serialValues(leaf.getKey());
          Set<String> otherValues = serialValues(theirs);
          if (ownValues.size() == 1
              && otherValues.size() == 1
              && !ownValues.contains(leaf.getValue())
              && otherValues.contains(leaf.getValue())) {
            return Optional.of(
                leak(
                    run,
                    mine,
                    other,
                    "`%s` at `%s`"
                        .formatted(
                            clipped(leaf.getValue()), leaf.getKey().substring(prefix.length() - 1)),
                    List.of(leaf.getKey())));
          }
        }
      }
    }
    return Optional.empty();
  }

  private Set<String> serialValues(String key) {
    Set<String> values = new HashSet<>();
    for (SortedMap<String, String> sample : outcomes) {
      String value = sample.get(key);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  private Anomaly leak(
      RunRecord run, Exchange mine, Exchange other, String what, List<String> places) {
    return new Anomaly(
        Anomaly.FOREIGN,
        Severity.CRITICAL,
        "the answer to %s holds %s, which belongs to %s".formatted(who(mine), what, who(other)),
        places,
        run,
        serial.getFirst());
  }

  private static String who(Exchange exchange) {
    return exchange.template().identity().orElse(exchange.template().id());
  }

  private static String clipped(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
