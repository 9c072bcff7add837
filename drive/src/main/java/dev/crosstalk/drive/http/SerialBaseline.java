package dev.crosstalk.drive.http;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The application itself, one request after the other, is the specification: what it does then is
/// legal, and what differs between two equal runs is noise. Judges raced runs against that.
final class SerialBaseline {

  private record Sample(RunRecord run, SortedMap<String, Object> leaves) {}

  private final boolean fresh;
  private final boolean isolated;
  private final NoiseMask mask = new NoiseMask();
  private final List<Sample> samples = new ArrayList<>();

  /// @param fresh true when each run starts from the same state
  /// @param isolated true when the racers must not see each other's data
  SerialBaseline(boolean fresh, boolean isolated) {
    this.fresh = fresh;
    this.isolated = isolated;
  }

  /// Learns from two runs in the same order.
  void learn(RunRecord one, RunRecord other) {
    Sample first = new Sample(one, Leaves.of(one, fresh));
    Sample second = new Sample(other, Leaves.of(other, fresh));
    mask.learn(first.leaves(), second.leaves());
    samples.add(first);
    samples.add(second);
  }

  /// True when no racing request ever succeeded alone.
  boolean alwaysRefused() {
    return samples.stream()
        .flatMap(sample -> sample.run().racing().values().stream())
        .noneMatch(Exchange::isSuccess);
  }

  /// The statuses seen one after the other.
  Set<Integer> statuses() {
    return samples.stream()
        .flatMap(sample -> sample.run().racing().values().stream())
        .map(Exchange::status)
        .collect(Collectors.toSet());
  }

  /// One run for each order.
  List<RunRecord> orders() {
    List<RunRecord> found = new ArrayList<>();
    Set<List<Integer>> seen = new HashSet<>();
    for (Sample sample : samples) {
      if (seen.add(sample.run().order())) {
        found.add(sample.run());
      }
    }
    return found;
  }

  /// What no serial run explains, when there is such a thing.
  Optional<Anomaly> judge(RunRecord run) {
    SortedMap<String, Object> leaves = Leaves.of(run, fresh);
    Optional<Anomaly> foreign = isolated ? foreign(run, leaves) : Optional.empty();
    if (foreign.isPresent()) {
      return foreign;
    }
    SortedMap<String, String> outcome = mask.apply(leaves);
    Sample nearest = samples.getFirst();
    List<String> fewest = null;
    for (Sample sample : samples) {
      List<String> different = differences(outcome, mask.apply(sample.leaves()));
      if (different.isEmpty()) {
        return Optional.empty();
      }
      if (fewest == null || weight(different) < weight(fewest)) {
        fewest = different;
        nearest = sample;
      }
    }
    if (fewest == null) {
      return Optional.empty();
    }
    return classify(run, leaves, nearest, fewest);
  }

  /// A status that differs weighs more than a value.
  private static int weight(List<String> keys) {
    return keys.stream().mapToInt(key -> key.endsWith(" status") ? 10 : 1).sum();
  }

  private static List<String> differences(
      SortedMap<String, String> one, SortedMap<String, String> other) {
    Set<String> keys = new HashSet<>(one.keySet());
    keys.addAll(other.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(one.get(key), other.get(key)))
        .sorted()
        .toList();
  }

  private Optional<Anomaly> foreign(RunRecord run, SortedMap<String, Object> leaves) {
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
    return foreignBySerialAnswers(run, leaves);
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
    return samples.stream()
        .map(sample -> sample.run().racing().get(id))
        .filter(Objects::nonNull)
        .flatMap(exchange -> exchange.answer().stream())
        .anyMatch(answer -> Tokens.common(answer.text()).contains(token));
  }

  /// A value that alone only ever stands in the other's answer, at the same place.
  private Optional<Anomaly> foreignBySerialAnswers(
      RunRecord run, SortedMap<String, Object> leaves) {
    SortedMap<String, String> outcome = mask.apply(leaves);
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
          Set<String> ownValues = serialValues(leaf.getKey());
          Set<String> otherValues = serialValues(theirs);
          boolean telling = leaf.getValue().length() > 1 && !leaf.getValue().startsWith("#");
          if (telling
              && leaves.get(leaf.getKey()) instanceof String
              && ownValues.size() == 1
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
    for (Sample sample : samples) {
      String value = mask.apply(sample.leaves()).get(key);
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
        samples.getFirst().run());
  }

  private static String who(Exchange exchange) {
    return exchange.template().identity().orElse(exchange.template().id());
  }

  private Optional<Anomaly> classify(
      RunRecord run, SortedMap<String, Object> leaves, Sample nearest, List<String> different) {
    boolean crashed = run.racing().values().stream().anyMatch(one -> one.status() >= 500);
    boolean crashedAlone = statuses().stream().anyMatch(status -> status >= 500);
    List<String> state = different.stream().filter(key -> key.startsWith("state ")).toList();
    List<String> answers = different.stream().filter(key -> key.startsWith("answer ")).toList();
    if (crashed && !crashedAlone) {
      return Optional.of(
          new Anomaly(
              Anomaly.ERROR,
              Severity.LOW,
              "a request fails with a server error only when another runs at the same time",
              answers,
              run,
              nearest.run()));
    }
    if (crashed || run.racing().values().stream().anyMatch(one -> one.answer().isEmpty())) {
      return Optional.empty();
    }
    if (!fresh) {
      Optional<String> below = belowZero(run);
      if (below.isPresent()) {
        return Optional.of(
            new Anomaly(
                Anomaly.NOT_SERIALISABLE,
                Severity.HIGH,
                "`%s` falls below zero, which one request after the other never does"
                    .formatted(below.get()),
                state,
                run,
                nearest.run()));
      }
      if (!sameKind(answers, leaves, nearest.leaves())) {
        // The state may simply have been another one than in the serial runs.
        return Optional.empty();
      }
    }
    List<String> places = new ArrayList<>(state);
    places.addAll(answers);
    boolean numeric =
        state.stream()
            .anyMatch(key -> isNumber(leaves.get(key)) || isNumber(nearest.leaves().get(key)));
    boolean statusDiffers = answers.stream().anyMatch(key -> key.endsWith(" status"));
    boolean sameWords =
        answers.stream()
            .allMatch(key -> isNumber(leaves.get(key)) && isNumber(nearest.leaves().get(key)));
    boolean succeeded = run.racing().values().stream().allMatch(Exchange::isSuccess);
    RuleId rule = Anomaly.NOT_SERIALISABLE;
    Severity severity = Severity.HIGH;
    String words = "no order of the requests one after the other gives this outcome";
    if (!state.isEmpty() && numeric && sameWords && succeeded) {
      rule = Anomaly.LOST_UPDATE;
      words = "an update is lost";
    } else if (!state.isEmpty() && !statusDiffers && succeeded && mixes(state, leaves)) {
      rule = Anomaly.TORN_UPDATE;
      words = "the two updates are mixed";
    } else if (state.isEmpty() && !statusDiffers) {
      severity = isolated ? Severity.HIGH : Severity.MEDIUM;
      words = "an answer shows what no order of the requests gives";
    }
    return Optional.of(new Anomaly(rule, severity, words, places, run, nearest.run()));
  }

  private static boolean isNumber(@Nullable Object value) {
    return value instanceof Number
        || (value instanceof String text && text.matches("[+-]\\d+(\\.\\d+)?"));
  }

  /// True when the state holds data of two requests at once.
  private static boolean mixes(List<String> state, SortedMap<String, Object> leaves) {
    Set<String> tokens = new HashSet<>();
    for (String key : leaves.keySet()) {
      if (key.startsWith("state ") && leaves.get(key) instanceof String text) {
        tokens.addAll(Tokens.in(text));
      }
    }
    return tokens.size() > 1 && !state.isEmpty();
  }

  /// True when the answers agree with a serial run but for numbers.
  private static boolean sameKind(
      List<String> answers, SortedMap<String, Object> leaves, SortedMap<String, Object> serial) {
    return answers.stream()
        .allMatch(key ->
            !key.endsWith(" status")
                && leaves.get(key) instanceof Number
                && serial.get(key) instanceof Number);
  }

  /// The place of a number that was not negative before the race and is after it, while serial runs
  /// never made one negative.
  private Optional<String> belowZero(RunRecord run) {
    if (samples.stream().anyMatch(sample -> madeNegative(sample.run()).isPresent())) {
      return Optional.empty();
    }
    return madeNegative(run);
  }

  private static Optional<String> madeNegative(RunRecord run) {
    SortedMap<String, Object> now = Leaves.of(run, true);
    RunRecord earlier =
        new RunRecord(
            run.number(),
            run.order(),
            false,
            false,
            0,
            run.setUp(),
            run.before(),
            run.racing(),
            run.before(),
            run.values(),
            List.of());
    SortedMap<String, Object> was = Leaves.of(earlier, true);
    for (Map.Entry<String, Object> leaf : now.entrySet()) {
      if (leaf.getKey().startsWith("state ")
          && leaf.getValue() instanceof Number number
          && number.doubleValue() < 0
          && was.get(leaf.getKey()) instanceof Number before
          && before.doubleValue() >= 0) {
        return Optional.of(leaf.getKey().substring(leaf.getKey().lastIndexOf(' ') + 1));
      }
    }
    return Optional.empty();
  }

  private static String clipped(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
