package dev.crosstalk.python.flow;

import dev.crosstalk.python.names.FunctionSymbol;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Local variables of one call; compared by identity.
final class Env {
  private final Map<String, Value> variables;
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

  Map<String, Value> variables() {
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
    return new Env(new HashMap<>(variables), parent, function, atStart);
  }
}
