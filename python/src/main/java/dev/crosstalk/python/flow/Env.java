package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.FunctionSymbol;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Local variables of one call; compared by identity, copied on the first write after a path
/// parted.
final class Env {
  private Map<String, Value> variables;
  private boolean shared;
  private final @Nullable Env parent;
  private final @Nullable FunctionSymbol function;
  private final boolean atStart;

  private Env(
      Map<String, Value> variables,
      @Nullable Env parent,
      @Nullable FunctionSymbol function,
      boolean atStart) {
    this.variables = variables;
    this.parent = parent;
    this.function = function;
    this.atStart = atStart;
  }

  static Env of(@Nullable FunctionSymbol function, @Nullable Env parent, boolean atStart) {
    return new Env(new HashMap<>(), parent, function, atStart);
  }

  /// A variable, or null.
  @Nullable Value get(String name) {
    return variables.get(name);
  }

  void put(String name, Value value) {
    own().put(name, value);
  }

  void remove(String name) {
    own().remove(name);
  }

  /// Takes over what `other` knows; a variable that both have is joined.
  @SuppressWarnings("ReferenceEquality") // the same map, not an equal one
  void merge(Env other) {
    if (other.variables != variables) {
      Map<String, Value> mine = own();
      other.variables.forEach((name, value) -> mine.merge(name, value, Value::join));
    }
  }

  private Map<String, Value> own() {
    if (shared) {
      variables = new HashMap<>(variables);
      shared = false;
    }
    return variables;
  }

  /// Variables of the call that made the running closure.
  @Nullable Env parent() {
    return parent;
  }

  /// Whose locals these are.
  @Nullable FunctionSymbol function() {
    return function;
  }

  /// True for calls followed as part of start-up: what their closures keep is shared by requests.
  boolean atStart() {
    return atStart;
  }

  Env copy() {
    shared = true;
    Env copy = new Env(variables, parent, function, atStart);
    copy.shared = true;
    return copy;
  }
}
