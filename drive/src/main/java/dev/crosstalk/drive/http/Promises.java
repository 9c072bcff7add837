package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.invariant.Invariant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What the user says must hold after every run, and who says whether it does.
public record Promises(List<Invariant> invariants, Check check) {
  private static final int MOST_PARTS = 5_000;

  /// No promises.
  public static final Promises NONE = new Promises(List.of(), (_, _, _) -> Optional.empty());

  public Promises {
    invariants = List.copyOf(invariants);
  }

  /// The oracle, seen from here.
  @FunctionalInterface
  public interface Check {
    /// How a read-back breaks an invariant, as the end of a sentence.
    ///
    /// @param before content by JSON pointer, leaves as JSON text
    /// @param after the same after the run
    Optional<String> violation(
        Invariant invariant, Optional<Map<String, String>> before, Map<String, String> after);
  }

  /// What a run broke, by the name of the invariant.
  ///
  /// @param fresh true when each run starts from the same state; else what was broken before the
  ///   run is not its doing
  SequencedMap<String, String> brokenBy(RunRecord run, boolean fresh) {
    SequencedMap<String, String> found = new LinkedHashMap<>();
    for (Invariant invariant : invariants) {
      Optional<Map<String, String>> before = parts(run.before().get(invariant.id()));
      Optional<Map<String, String>> after = parts(run.after().get(invariant.id()));
      boolean brokenBefore =
          !fresh
              && before
                  .flatMap(parts -> check.violation(invariant, Optional.empty(), parts))
                  .isPresent();
      if (!brokenBefore) {
        after
            .flatMap(parts -> check.violation(invariant, before, parts))
            .ifPresent(words -> found.put(invariant.name(), words));
      }
    }
    return found;
  }

  /// The names of invariants that a run could not look at.
  List<String> unseen(RunRecord run) {
    return invariants.stream()
        .filter(invariant -> parts(run.after().get(invariant.id())).isEmpty())
        .map(Invariant::name)
        .toList();
  }

  private static Optional<Map<String, String>> parts(
      @org.jspecify.annotations.Nullable Exchange read) {
    if (read == null || !read.isSuccess()) {
      return Optional.empty();
    }
    return read.answer().flatMap(HttpAnswer::json).map(tree -> Json.leaves(tree, MOST_PARTS));
  }
}
