package dev.crosstalk.openapi.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a request carries. Every text may hold `${name}`.
public sealed interface RequestBody {

  /// The media type that goes into `Content-Type`.
  default String mediaType() {
    return switch (this) {
      case JsonTree _ -> "application/json";
      case Form _ -> "application/x-www-form-urlencoded";
      case Text text -> text.type();
    };
  }

  /// A tree as {@link dev.crosstalk.openapi.document.Json} makes it. A text that is exactly
  /// `${name}` becomes the value itself, so a number stays a number.
  record JsonTree(Object tree) implements RequestBody {}

  /// Fields of a form.
  record Form(Map<String, String> fields) implements RequestBody {
    public Form {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /// Any other text.
  record Text(String type, String text) implements RequestBody {}
}
