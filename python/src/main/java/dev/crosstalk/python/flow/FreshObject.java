package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.ClassSymbol;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An object made on the path of one request. Its fields are followed weakly: a second store joins.
final class FreshObject {
  private static final int MAX_DEPTH = 4;
  final @Nullable ClassSymbol type;
  private final Heap heap;
  private final int number;
  private final Map<String, Value> fields = new TreeMap<>();

  FreshObject(@Nullable ClassSymbol type, Heap heap) {
    this.type = type;
    this.heap = heap;
    this.number = heap.number();
  }

  /// An object of its own with each field put through `field`.
  FreshObject copy(UnaryOperator<Value> field) {
    FreshObject copy = new FreshObject(type, heap);
    fields.forEach((name, value) -> copy.fields.put(name, field.apply(value)));
    return copy;
  }

  boolean all(Predicate<Value> field) {
    return fields.values().stream().allMatch(field);
  }

  @Nullable Value field(String name) {
    heap.look(this, name);
    return fields.get(name);
  }

  /// The field for who only compares objects: no call depends on it.
  @Nullable Value peek(String name) {
    return fields.get(name);
  }

  /// Objects made earlier have smaller numbers.
  int number() {
    return number;
  }

  void store(String name, Value value) {
    heap.store(this, name, value);
    fields.merge(name, value, Value::join);
  }

  /// All that is stored in it.
  Collection<Value> values() {
    heap.look(this, CallKey.WHOLE);
    return fields.values();
  }

  /// Calls `action` for each item that was stored under a constant key.
  void forEachKey(BiConsumer<String, Value> action) {
    heap.look(this, CallKey.WHOLE);
    fields.forEach((name, value) -> {
      if (name.startsWith("[") && name.length() > 2) {
        action.accept(name.substring(1, name.length() - 1), value);
      }
    });
  }

  /// Writes all fields with `field`; false when one of them cannot be described.
  boolean describe(StringBuilder out, Predicate<Value> field) {
    out.append('{');
    for (Map.Entry<String, Value> entry : fields.entrySet()) {
      out.append(entry.getKey()).append('=');
      if (!field.test(entry.getValue())) {
        return false;
      }
    }
    out.append('}');
    return true;
  }

  /// Everything that taints what it holds.
  int taint() {
    heap.look(this, CallKey.TAINT);
    return taint(0);
  }

  /// The taint for who only compares objects.
  int peekTaint() {
    return taint(0);
  }

  private int taint(int depth) {
    int all = 0;
    if (depth < MAX_DEPTH) {
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
