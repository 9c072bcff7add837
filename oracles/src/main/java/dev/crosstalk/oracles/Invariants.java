package dev.crosstalk.oracles;

import dev.crosstalk.history.Answer;
import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Severity;
import dev.crosstalk.openapi.invariant.Invariant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Holds what the user said must hold against what a read-back showed. `probe` asks after every
/// round, `explore` after every run.
public final class Invariants {
  private static final int LONGEST_NUMBER = 60;

  private Invariants() {}

  /// How a read-back breaks an invariant, as the end of a sentence.
  ///
  /// @param before content of the read-back before the run, by JSON pointer, leaves as JSON text;
  ///   without it a constant sum is not judged
  /// @param after the same after the run
  public static Optional<String> violation(
      Invariant invariant, Optional<Map<String, String>> before, Map<String, String> after) {
    Map<String, String> values = selected(invariant, after);
    return switch (invariant.relation()) {
      case NEVER_NEGATIVE ->
          values.entrySet().stream()
              .filter(
                  entry -> number(entry.getValue()).filter(value -> value.signum() < 0).isPresent())
              .findFirst()
              .map(entry -> "`%s` is %s".formatted(entry.getKey(), entry.getValue()));
      case UNIQUE -> twice(values);
      case AT_MOST -> {
        BigDecimal most = number(invariant.value().orElse("")).orElseThrow();
        yield measured(invariant, after).entrySet().stream()
            .filter(entry ->
                number(entry.getValue()).filter(value -> value.compareTo(most) > 0).isPresent())
            .findFirst()
            .map(entry ->
                "`%s` is %s, more than %s"
                    .formatted(entry.getKey(), entry.getValue(), most.toPlainString()));
      }
      case EQUALS -> {
        String wanted = invariant.value().orElse("");
        yield measured(invariant, after).entrySet().stream()
            .filter(entry -> !same(entry.getValue(), wanted))
            .findFirst()
            .map(entry ->
                "`%s` is %s instead of %s".formatted(entry.getKey(), entry.getValue(), wanted));
      }
      case CONSTANT_SUM -> {
        Optional<BigDecimal> was = before.flatMap(parts -> sum(selected(invariant, parts)));
        Optional<BigDecimal> is = sum(values);
        yield was.isPresent() && is.isPresent() && was.get().compareTo(is.get()) != 0
            ? Optional.of(
                "the sum of `%s` was %s before and is %s"
                    .formatted(
                        invariant.pointer(), was.get().toPlainString(), is.get().toPlainString()))
            : Optional.empty();
      }
    };
  }

  private static Optional<String> twice(Map<String, String> values) {
    Map<String, String> seen = new LinkedHashMap<>();
    for (Map.Entry<String, String> entry : values.entrySet()) {
      String other = seen.putIfAbsent(entry.getValue(), entry.getKey());
      if (other != null && !entry.getValue().equals("null")) {
        return Optional.of(
            "`%s` and `%s` are both %s".formatted(other, entry.getKey(), entry.getValue()));
      }
    }
    return Optional.empty();
  }

  /// The leaves that the pointer selects.
  private static Map<String, String> selected(Invariant invariant, Map<String, String> parts) {
    Map<String, String> found = new LinkedHashMap<>();
    String[] wanted = invariant.pointer().split("/", -1);
    parts.forEach((pointer, value) -> {
      if (!pointer.startsWith("header ") && fits(wanted, pointer.split("/", -1), wanted.length)) {
        found.put(pointer, value);
      }
    });
    return found;
  }

  /// The leaves that the pointer selects, and the lengths of the lists.
  private static Map<String, String> measured(Invariant invariant, Map<String, String> parts) {
    Map<String, String> found = selected(invariant, parts);
    String[] wanted = invariant.pointer().split("/", -1);
    Map<String, Set<String>> elements = new LinkedHashMap<>();
    for (String pointer : parts.keySet()) {
      String[] steps = pointer.split("/", -1);
      if (steps.length > wanted.length
          && isIndex(steps[wanted.length])
          && fits(wanted, steps, steps.length)) {
        String list = String.join("/", List.of(steps).subList(0, wanted.length));
        elements.computeIfAbsent(list, key -> new HashSet<>()).add(steps[wanted.length]);
      }
    }
    elements.forEach((list, indexes) -> found.put(list, Integer.toString(indexes.size())));
    found.replaceAll((pointer, value) -> value.equals("[]") ? "0" : value);
    return found;
  }

  private static boolean fits(String[] wanted, String[] steps, int length) {
    if (steps.length != length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (!wanted[i].equals("*") && !wanted[i].equals(steps[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIndex(String step) {
    return !step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static Optional<BigDecimal> sum(Map<String, String> values) {
    List<BigDecimal> numbers = new ArrayList<>();
    values.values().forEach(value -> number(value).ifPresent(numbers::add));
    return numbers.stream().reduce(BigDecimal::add);
  }

  private static boolean same(String one, String other) {
    Optional<BigDecimal> number = number(one);
    return one.equals(other)
        || (number.isPresent()
            && number(other).filter(value -> value.compareTo(number.get()) == 0).isPresent());
  }

  /// A number, also one that stands in quotes, as decimals often do.
  private static Optional<BigDecimal> number(String text) {
    String plain =
        text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
            ? text.substring(1, text.length() - 1)
            : text;
    if (plain.isEmpty() || plain.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(plain);
      return Math.abs(number.scale()) > 1_000 ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  /// What a history breaks that no serial execution breaks.
  ///
  /// @param invariants with the lane of the answer that looks at each
  public static List<Finding> judge(History history, Map<String, Invariant> invariants) {
    List<Finding> found = new ArrayList<>();
    if (history.ending() != History.Ending.COMPLETE) {
      return found;
    }
    invariants.forEach((lane, invariant) -> {
      Optional<Map<String, String>> then =
          history.serial().stream().flatMap(one -> parts(one.answers(), lane).stream()).findFirst();
      Optional<String> broken =
          parts(history.answers(), lane).flatMap(parts -> violation(invariant, then, parts));
      boolean serially =
          history.serial().stream()
              .anyMatch(one ->
                  parts(one.answers(), lane)
                      .flatMap(parts -> violation(invariant, then, parts))
                      .isPresent());
      if (broken.isPresent() && !serially) {
        found.add(finding(history, invariant, broken.get()));
      }
    });
    return found;
  }

  /// A judge of histories that asks for the invariants first: what the user said names the fault.
  ///
  /// @param otherwise the judge that is asked then
  public static Function<History, List<Finding>> first(
      List<Invariant> invariants, Function<History, List<Finding>> otherwise) {
    Map<String, Invariant> lanes = new LinkedHashMap<>();
    invariants.forEach(invariant -> lanes.put(invariant.id(), invariant));
    return history -> {
      List<Finding> found = new ArrayList<>(judge(history, lanes));
      found.addAll(otherwise.apply(history));
      return found;
    };
  }

  private static Optional<Map<String, String>> parts(List<Answer> answers, String lane) {
    return answers.stream()
        .filter(answer -> answer.lane().equals(lane) && !answer.failed())
        .map(Answer::parts)
        .findFirst();
  }

  private static Finding finding(History history, Invariant invariant, String broken) {
    SharedUse use = new SharedUse(history);
    Set<String> shown = new LinkedHashSet<>(new TreeSet<>(use.locations()));
    return Verdicts.finding(
        NotSerialisable.RULE,
        Severity.HIGH,
        "The invariant `%s` does not hold after the run: %s. One after the other it holds."
            .formatted(invariant.name(), broken),
        "Check and act in one step: a conditional statement, a constraint of the database, or a"
            + " lock that covers both.",
        history,
        use,
        Optional.empty(),
        Optional.empty(),
        shown);
  }
}
