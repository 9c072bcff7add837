package dev.crosstalk.drive.http;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/// The application itself, one request after the other, is the specification: what it does then is
/// legal, and what differs between two equal runs is noise. Judges raced runs against that.
final class SerialBaseline {

  private record Sample(RunRecord run, SortedMap<String, Object> leaves) {}

  private final boolean fresh;
  private final boolean isolated;
  private final NoiseMask mask = new NoiseMask();
  private final List<Sample> samples = new ArrayList<>();

  /// The outcomes of the samples without noise, in their order; made anew after learning.
  private final List<SortedMap<String, String>> masked = new ArrayList<>();

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
    masked.clear();
    samples.forEach(sample -> masked.add(mask.apply(sample.leaves())));
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

  /// True when nothing in the serial answers tells the senders apart, so that no leak could show.
  boolean answersAlike() {
    return samples.stream().allMatch(SerialBaseline::answersAlike);
  }

  private static boolean answersAlike(Sample sample) {
    return sample.run().racing().values().stream()
            .map(exchange -> exchange.status() + exchange.answer().map(HttpAnswer::text).orElse(""))
            .distinct()
            .count()
        == 1;
  }

  /// What no serial run explains, when there is such a thing.
  ///
  /// @param sandwiched true when serial runs came before this run and after it, so that state that
  ///   goes on from run to run was the same for them
  /// @param previous the run before, for numbers that go on
  Optional<Anomaly> judge(RunRecord run, boolean sandwiched, Optional<RunRecord> previous) {
    SortedMap<String, Object> leaves = Leaves.of(run, fresh);
    Optional<Anomaly> foreign =
        isolated
            ? new ForeignData(serialRuns(), masked).find(run, leaves, mask.apply(leaves))
            : Optional.empty();
    if (foreign.isPresent()) {
      return foreign;
    }
    SortedMap<String, String> outcome = mask.apply(leaves);
    Sample nearest = samples.getFirst();
    List<String> fewest = null;
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      List<String> different = differences(outcome, masked.get(i));
      if (fewest == null || weight(different) < weight(fewest)) {
        fewest = different;
        nearest = sample;
      }
    }
    RunRecord closest = nearest.run();
    Optional<Anomaly> special =
        TornState.places(run, serialRuns())
            .map(places ->
                anomaly(Anomaly.TORN_UPDATE, "the two updates are mixed", places, run, closest))
            .or(() ->
                Duplicates.places(run, serialRuns())
                    .map(places ->
                        anomaly(
                            Anomaly.NOT_SERIALISABLE,
                            "two answers hold the same value, which one after the other is new each"
                                + " time",
                            places,
                            run,
                            closest)));
    if (special.isPresent() || fewest == null || fewest.isEmpty()) {
      return special;
    }
    return new Unexplained(fresh, isolated, serialRuns(), leavesOfSamples())
        .classify(run, leaves, nearest.run(), nearest.leaves(), fewest, sandwiched, previous);
  }

  private static Anomaly anomaly(
      RuleId rule, String words, List<String> places, RunRecord run, RunRecord nearest) {
    return new Anomaly(rule, Severity.HIGH, words, places, run, nearest);
  }

  private List<RunRecord> serialRuns() {
    return samples.stream().map(Sample::run).toList();
  }

  private List<SortedMap<String, Object>> leavesOfSamples() {
    return samples.stream().map(Sample::leaves).toList();
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
}
