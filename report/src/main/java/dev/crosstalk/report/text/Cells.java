package dev.crosstalk.report.text;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Cells of a section as people read them.
public final class Cells {
  private Cells() {}

  /// `roundsRun` as `rounds run`.
  public static String name(String key) {
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isUpperCase(c)) {
        words.append(' ').append(Character.toLowerCase(c));
      } else {
        words.append(c);
      }
    }
    return words.toString();
  }

  /// A cell in one line.
  public static String text(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(Cells::text).collect(Collectors.joining(", "));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + " " + text(entry.getValue()))
              .collect(Collectors.joining(", "));
      case Boolean flag -> flag ? "yes" : "no";
      default -> value.toString();
    };
  }
}
