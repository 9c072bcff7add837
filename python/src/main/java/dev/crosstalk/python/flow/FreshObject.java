package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.ClassSymbol;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object made on the path of one request. Its fields are followed weakly: a second store joins.
final class FreshObject {
  final @Nullable ClassSymbol type;
  private final Map<String, Value> fields = new HashMap<>();

  FreshObject(@Nullable ClassSymbol type) {
    this.type = type;
  }

  @Nullable Value field(String name) {
    return fields.get(name);
  }

  void store(String name, Value value) {
    fields.merge(name, value, Value::join);
  }

  /// Calls `action` for each item that was stored under a constant key.
  void forEachKey(java.util.function.BiConsumer<String, Value> action) {
    fields.forEach((name, value) -> {
      if (name.startsWith("[") && name.length() > 2) {
        action.accept(name.substring(1, name.length() - 1), value);
      }
    });
  }

  int taint(int depth) {
    int all = 0;
    if (depth < 4) {
      for (Value value : fields.values()) {
        all |= value.taint();
        FreshObject inner = value.object();
        if (inner != null && inner != this) {
          all |= inner.taint(depth + 1);
        }
      }
    }
    return all;
  }
}
