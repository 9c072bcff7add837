package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.FunctionSymbol;
import org.jspecify.annotations.Nullable;

/// Local variables of one call; compared by identity. Copies share what they know.
final class Env {
  private Trie<String, Value> variables;
  private final @Nullable Env parent;
  private final @Nullable FunctionSymbol function;
  private final boolean atStart;

  private Env(
      Trie<String, Value> variables,
      @Nullable Env parent,
      @Nullable FunctionSymbol function,
      boolean atStart) {
    this.variables = variables;
    this.parent = parent;
    this.function = function;
    this.atStart = atStart;
  }

  static Env of(@Nullable FunctionSymbol function, @Nullable Env parent, boolean atStart) {
    return new Env(Trie.empty(), parent, function, atStart);
  }

  /// A variable, or null.
  @Nullable Value get(String name) {
    return variables.get(name);
  }

  void put(String name, Value value) {
    variables = variables.put(name, value);
  }

  void remove(String name) {
    variables = variables.remove(name);
  }

  /// Takes over what `other` knows; a variable that both have is joined.
  void merge(Env other) {
    variables = Trie.merge(variables, other.variables, Value::join);
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
    return new Env(variables, parent, function, atStart);
  }
}
