package dev.crosstalk.cli.config;

import dev.crosstalk.model.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What makes a run fail.
///
/// @param severity findings of this severity or worse
/// @param gaps whether a gap does, too
public record FailOn(Severity severity, boolean gaps) {
  private static final String GAPS = "gaps";

  /// What holds unless something is said.
  public static final FailOn DEFAULT = new FailOn(Severity.LOW, false);

  /// The words that can be given.
  public static List<String> words() {
    List<String> words = new ArrayList<>(labels());
    words.add(GAPS);
    return List.copyOf(words);
  }

  /// A severity, `gaps`, or both; with `gaps` alone findings count as ever.
  ///
  /// @return what the words ask for, empty when they cannot be understood
  public static Optional<FailOn> of(List<String> words) {
    Severity severity = DEFAULT.severity();
    boolean gaps = false;
    for (String word : words) {
      if (labels().contains(word.toLowerCase(Locale.ROOT))) {
        severity = Severity.valueOf(word.toUpperCase(Locale.ROOT));
      } else if (word.equalsIgnoreCase(GAPS)) {
        gaps = true;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(new FailOn(severity, gaps));
  }

  /// The first of the words that cannot be understood.
  public static String unknown(List<String> words) {
    return words.stream().filter(word -> of(List.of(word)).isEmpty()).findFirst().orElse("");
  }

  private static List<String> labels() {
    return Arrays.stream(Severity.values()).map(Severity::label).toList();
  }
}
