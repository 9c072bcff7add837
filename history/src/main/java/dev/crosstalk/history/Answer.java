package dev.crosstalk.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What one request got.
///
/// @param status absent when no response was sent
/// @param parts the content by JSON pointer, or by `header NAME`; text that is no JSON stands under
///   the empty pointer. What differs between identical serial runs is left out
/// @param error the exception that left the application
public record Answer(
    String lane, OptionalInt status, Map<String, String> parts, Optional<String> error) {

  public Answer {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /// True when the service failed rather than refused.
  public boolean failed() {
    return error.isPresent() || status.isEmpty() || status.getAsInt() >= 500;
  }

  /// The status and the content on one line, for people.
  public String summary() {
    StringBuilder out = new StringBuilder();
    out.append(status.isPresent() ? Integer.toString(status.getAsInt()) : "no response");
    error.ifPresent(text -> out.append(' ').append(text));
    parts.forEach((pointer, value) -> {
      if (!pointer.startsWith("header ") && out.length() < 160) {
        out.append(' ').append(pointer.isEmpty() ? "" : pointer.substring(1) + "=").append(value);
      }
    });
    return out.length() <= 200 ? out.toString() : out.substring(0, 199) + "…";
  }
}
