package dev.crosstalk.python.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What following calls has brought to light. A function that was followed again and again without
/// anything new need not be followed for each new argument, and what its calls were part of before
/// concerns those who only have it replayed, too.
final class Discoveries {
  private static final int MAX_TOUCHED = 400;

  private int count;
  private int logging;
  private final List<Set<String>> touched = new ArrayList<>();

  /// The origins of a pattern that was recognised for the first time.
  Set<String> first(String origin) {
    count++;
    Set<String> origins = new TreeSet<>();
    again(origins, origin);
    return origins;
  }

  /// The pattern with these origins was recognised again.
  void again(Set<String> origins, String origin) {
    origins.add(origin);
    if (logging > 0) {
      touched.add(origins);
    }
  }

  /// Something else that was not known before.
  void count() {
    count++;
  }

  /// Grows with everything that is new.
  int soFar() {
    return count;
  }

  /// Starts to log; give the result to {@link #end}.
  int start() {
    logging++;
    return touched.size();
  }

  /// The origins of the patterns since the start, each once.
  List<Set<String>> end(int from, boolean wanted) {
    List<Set<String>> found = new ArrayList<>(0);
    if (wanted) {
      for (Set<String> each : touched.subList(from, touched.size())) {
        if (found.size() < MAX_TOUCHED && found.stream().noneMatch(known -> isSame(known, each))) {
          found.add(each);
        }
      }
    }
    if (--logging == 0) {
      touched.clear();
    }
    return found;
  }

  @SuppressWarnings("ReferenceEquality") // the sets grow
  private static boolean isSame(Set<String> one, Set<String> other) {
    return one == other;
  }
}
