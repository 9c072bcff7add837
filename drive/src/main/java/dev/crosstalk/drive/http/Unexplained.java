package dev.crosstalk.drive.http;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says what it means that a raced run equals no serial one: a kind of race, or nothing, because
/// the state was another one or the answers were only read late.
///
/// @param fresh true when each run starts from the same state
/// @param isolated true when the racers must not see each other's data
/// @param serialLeaves of the serial runs, in their order
record Unexplained(
    boolean fresh,
    boolean isolated,
    List<RunRecord> serial,
    List<SortedMap<String, Object>> serialLeaves) {

  private static final Pattern CHANGE = Pattern.compile("[+-]\\d+(\\.\\d+)?");

  /// @param nearest the serial run that comes closest, with its leaves
  /// @param different the keys in which it differs
  Optional<Anomaly> classify(
      RunRecord run,
      SortedMap<String, Object> leaves,
      RunRecord nearest,
      SortedMap<String, Object> nearestLeaves,
      List<String> different,
      boolean sandwiched,
      Optional<RunRecord> previous) {
    boolean crashed = run.racing().values().stream().anyMatch(one -> one.status() >= 500);
    boolean crashedAlone =
        serial.stream()
            .flatMap(one -> one.racing().values().stream())
            .anyMatch(one -> one.status() >= 500);
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
              nearest));
    }
    if (crashed || run.racing().values().stream().anyMatch(one -> one.answer().isEmpty())) {
      return Optional.empty();
    }
    if (!fresh) {
      Optional<Anomaly> certain = whereStateGoesOn(run, nearest, state, sandwiched);
      if (certain.isPresent() || !sandwiched) {
        return certain;
      }
      state = state.stream().filter(key -> isSteadyChange(key, leaves)).toList();
      boolean numbersOnly =
          answers.stream()
              .allMatch(key ->
                  !key.endsWith(" status")
                      && leaves.get(key) instanceof Number
                      && nearestLeaves.get(key) instanceof Number);
      if (!numbersOnly || (state.isEmpty() && !repeatsTheFirst(answers, run, previous))) {
        // The state may simply have been another one than in the serial runs.
        return Optional.empty();
      }
    } else if (state.isEmpty()
        && (removes(run, answers) || readLate(answers, leaves, nearest, nearestLeaves))) {
      return Optional.empty();
    }
    return Optional.of(kind(run, leaves, nearest, nearestLeaves, state, answers));
  }

  private Anomaly kind(
      RunRecord run,
      SortedMap<String, Object> leaves,
      RunRecord nearest,
      SortedMap<String, Object> nearestLeaves,
      List<String> state,
      List<String> answers) {
    List<String> places = new ArrayList<>(state);
    places.addAll(answers);
    boolean numeric =
        state.stream()
            .anyMatch(key -> isNumber(leaves.get(key)) || isNumber(nearestLeaves.get(key)));
    boolean statusDiffers = answers.stream().anyMatch(key -> key.endsWith(" status"));
    boolean sameWords =
        answers.stream()
            .allMatch(key -> isNumber(leaves.get(key)) && isNumber(nearestLeaves.get(key)));
    boolean succeeded = run.racing().values().stream().allMatch(Exchange::isSuccess);
    RuleId rule = Anomaly.NOT_SERIALISABLE;
    Severity severity = Severity.HIGH;
    String words = "no order of the requests one after the other gives this outcome";
    if (!state.isEmpty() && numeric && sameWords && succeeded) {
      rule = Anomaly.LOST_UPDATE;
      words = "an update is lost";
    } else if (state.isEmpty() && !statusDiffers) {
      severity = isolated ? Severity.HIGH : Severity.MEDIUM;
      words = "an answer shows what no order of the requests gives";
    }
    return new Anomaly(rule, severity, words, places, run, nearest);
  }

  /// What is wrong whatever the state was before.
  private Optional<Anomaly> whereStateGoesOn(
      RunRecord run, RunRecord nearest, List<String> state, boolean sandwiched) {
    Optional<String> below = BelowZero.place(run, serial);
    if (below.isPresent()) {
      return Optional.of(
          new Anomaly(
              Anomaly.NOT_SERIALISABLE,
              Severity.HIGH,
              "`%s` falls below zero, which one request after the other never does"
                  .formatted(below.get().substring(below.get().lastIndexOf(' ') + 1)),
              state,
              run,
              nearest));
    }
    long together = successes(run);
    long fewest = serial.stream().mapToLong(Unexplained::successes).min().orElse(0);
    long most = serial.stream().mapToLong(Unexplained::successes).max().orElse(0);
    if (sandwiched && fewest == most && most > 0 && together > most) {
      return Optional.of(
          new Anomaly(
              Anomaly.NOT_SERIALISABLE,
              Severity.HIGH,
              "%d requests succeed, one after the other only %d does".formatted(together, most),
              run.racing().keySet().stream().map(id -> "answer " + id + " status").toList(),
              run,
              nearest));
    }
    return Optional.empty();
  }

  private static long successes(RunRecord run) {
    return run.racing().values().stream().filter(Exchange::isSuccess).count();
  }

  /// A number that every serial run changes alike and this run changes otherwise.
  private boolean isSteadyChange(String key, SortedMap<String, Object> leaves) {
    List<Object> changes =
        serialLeaves.stream().map(one -> Objects.requireNonNullElse(one.get(key), "")).toList();
    Object raced = Objects.requireNonNullElse(leaves.get(key), "");
    return changes.stream().distinct().count() == 1
        && changes.stream().allMatch(change -> isChange(change) || change.equals(""))
        && (isChange(raced) || raced.equals(""))
        && !(changes.getFirst().equals("") && raced.equals(""));
  }

  private static boolean isChange(Object value) {
    return value instanceof String text && CHANGE.matcher(text).matches();
  }

  private static boolean isNumber(@Nullable Object value) {
    return value instanceof Number || (value != null && isChange(value));
  }

  /// True when one of the racers removed the thing: what an answer still says about it harms
  /// nobody.
  private static boolean removes(RunRecord run, List<String> answers) {
    return run.racing().values().stream()
            .anyMatch(one -> one.template().method().equals("DELETE") && one.isSuccess())
        && answers.stream().noneMatch(key -> key.endsWith(" status"));
  }

  /// True when the state is that of a serial run, and each answer that differs shows what the last
  /// request of that run shows: it was read after both had written, and nothing is lost.
  private static boolean readLate(
      List<String> answers,
      SortedMap<String, Object> leaves,
      RunRecord nearest,
      SortedMap<String, Object> nearestLeaves) {
    if (nearest.after().isEmpty()) {
      return false;
    }
    String last = nearest.orderedIds().getLast();
    return answers.stream()
        .allMatch(key -> {
          String[] parts = key.split(" ", 3);
          return parts.length == 3
              && !parts[2].equals("status")
              && leaves.containsKey(key)
              && leaves
                  .get(key)
                  .equals(nearestLeaves.get("answer %s %s".formatted(last, parts[2])));
        });
  }

  /// True when every racer was answered the number that after the run before was the next one, so
  /// that one of them counted from what the other had not yet written. A number that both have
  /// counted was only read late.
  private static boolean repeatsTheFirst(
      List<String> answers, RunRecord run, Optional<RunRecord> previous) {
    return previous.isPresent()
        && answers.stream()
            .map(key -> key.split(" ", 3)[2])
            .distinct()
            .anyMatch(place -> {
              OptionalLong before = greatest(previous.get(), place);
              List<Long> now = numbers(run, place);
              return before.isPresent()
                  && now.size() == run.racing().size()
                  && now.stream().allMatch(value -> value == before.getAsLong() + 1);
            });
  }

  private static OptionalLong greatest(RunRecord run, String place) {
    return numbers(run, place).stream().mapToLong(Long::longValue).max();
  }

  private static List<Long> numbers(RunRecord run, String place) {
    SortedMap<String, Object> leaves = Leaves.of(run, true);
    List<Long> found = new ArrayList<>();
    for (String id : run.racing().keySet()) {
      if (leaves.get("answer %s %s".formatted(id, place)) instanceof Long number) {
        found.add(number);
      }
    }
    return found;
  }
}
