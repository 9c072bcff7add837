package dev.crosstalk.drive.agent;

import dev.crosstalk.openapi.document.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads fields of a JSON object; what has the wrong type breaks the protocol.
record Tree(Map<?, ?> fields) {

  static Tree of(Object node) {
    if (node instanceof Map<?, ?> map) {
      return new Tree(map);
    }
    throw new ProtocolException("an object is expected");
  }

  Optional<Object> get(String name) {
    Object value = fields.get(name);
    return value == null || value == Json.NULL ? Optional.empty() : Optional.of(value);
  }

  Optional<String> text(String name) {
    return get(name)
        .map(value -> {
          if (value instanceof String text) {
            return text;
          }
          throw new ProtocolException("`%s` is no text".formatted(name));
        });
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> new ProtocolException("`%s` is missing".formatted(name)));
  }

  int number(String name, int absent) {
    return get(name)
        .map(value -> {
          if (value instanceof Number number) {
            return number.intValue();
          }
          throw new ProtocolException("`%s` is no number".formatted(name));
        })
        .orElse(absent);
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  <T> List<T> list(String name, Function<Object, T> each) {
    Object value = get(name).orElse(List.of());
    if (!(value instanceof List<?> entries)) {
      throw new ProtocolException("`%s` is no list".formatted(name));
    }
    List<T> out = new ArrayList<>(entries.size());
    for (Object entry : entries) {
      out.add(each.apply(entry));
    }
    return out;
  }

  List<String> texts(String name) {
    return list(name, Object::toString);
  }

  /// All fields.
  Map<String, Object> named() {
    Map<String, Object> out = new LinkedHashMap<>();
    fields.forEach((key, value) -> out.put(key.toString(), value));
    return out;
  }

  Map<String, String> textMap(String name) {
    Map<String, String> out = new LinkedHashMap<>();
    get(name)
        .ifPresent(node ->
            of(node).fields().forEach((key, value) -> out.put(key.toString(), value.toString())));
    return out;
  }

  /// The other side does not follow the protocol.
  static final class ProtocolException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProtocolException(String message) {
      super(message);
    }
  }
}
