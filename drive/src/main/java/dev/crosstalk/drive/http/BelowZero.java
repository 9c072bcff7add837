package dev.crosstalk.drive.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Numbers that a race pushed below zero, in a service that never does so serially.
final class BelowZero {
  private BelowZero() {}

  /// The place of a number that was not negative before the race and is after it, while serial runs
  /// neither made it negative nor took more from it when it was.
  static Optional<String> place(RunRecord run, List<RunRecord> serial) {
    SortedMap<String, Object> now = Leaves.of(run, true);
    SortedMap<String, Object> was = before(run);
    for (Map.Entry<String, Object> leaf : now.entrySet()) {
      String place = leaf.getKey();
      if (place.startsWith("state ")
          && value(leaf.getValue()) < 0
          && value(was.get(place)) >= 0
          && serial.stream().noneMatch(one -> fallsBelow(one, place))) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }

  private static boolean fallsBelow(RunRecord run, String place) {
    double was = value(before(run).get(place));
    double is = value(Leaves.of(run, true).get(place));
    return is < 0 && is < was;
  }

  private static double value(@org.jspecify.annotations.Nullable Object leaf) {
    return leaf instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private static SortedMap<String, Object> before(RunRecord run) {
    return Leaves.of(
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
            List.of()),
        true);
  }
}
