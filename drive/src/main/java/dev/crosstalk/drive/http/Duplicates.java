package dev.crosstalk.drive.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Values that serial runs always give once, such as a number of an invoice, and that a race gave
/// twice.
final class Duplicates {
  private static final int ENOUGH = 4;

  /// A text with a digit in it is what services number things with.
  private static final Pattern NUMBERED = Pattern.compile(".*\\d.*");

  private Duplicates() {}

  /// The place of such a value in the answers, or none.
  static Optional<List<String>> places(RunRecord run, List<RunRecord> serial) {
    List<Exchange> racers = new ArrayList<>(run.racing().values());
    if (racers.size() != 2 || !racers.stream().allMatch(Exchange::isSuccess)) {
      return Optional.empty();
    }
    for (Map.Entry<String, String> twice : equalTexts(run).entrySet()) {
      String place = twice.getKey();
      int distinct = 0;
      boolean equal = false;
      Set<String> seen = new HashSet<>();
      for (RunRecord one : serial) {
        List<String> values = values(one, place);
        if (values.size() == 2) {
          distinct++;
          equal |= values.getFirst().equals(values.getLast());
          seen.addAll(values);
        }
      }
      // Each serial value is new: two per run, none seen before.
      if (!equal && distinct >= ENOUGH && seen.size() == 2 * distinct) {
        return Optional.of(
            run.racing().keySet().stream().map(id -> "answer " + id + " " + place).toList());
      }
    }
    return Optional.empty();
  }

  private static Map<String, String> equalTexts(RunRecord run) {
    Map<String, String> found = new HashMap<>();
    String first = "answer " + run.racing().firstEntry().getKey() + " ";
    Leaves.of(run, true)
        .forEach((key, value) -> {
          if (key.startsWith(first + "/") && isNumbered(value)) {
            String place = key.substring(first.length());
            List<String> both = values(run, place);
            if (both.size() == 2 && both.getFirst().equals(both.getLast())) {
              found.put(place, both.getFirst());
            }
          }
        });
    return found;
  }

  private static boolean isNumbered(Object value) {
    return value instanceof String text
        && !text.startsWith("${")
        && Tokens.in(text).isEmpty()
        && NUMBERED.matcher(text).matches();
  }

  private static List<String> values(RunRecord run, String place) {
    Map<String, Object> leaves = Leaves.of(run, true);
    List<String> found = new ArrayList<>();
    for (String id : run.racing().keySet()) {
      if (leaves.get("answer " + id + " " + place) instanceof String text) {
        found.add(text);
      }
    }
    return found;
  }
}
