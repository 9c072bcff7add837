package dev.crosstalk.python.types;

import dev.crosstalk.python.names.FunctionSymbol;
import dev.crosstalk.python.names.SourceModule;
import org.jspecify.annotations.Nullable;

/// Where an expression stands: a module, or a function of it.
public record TypeScope(SourceModule module, @Nullable FunctionSymbol function) {

  public static TypeScope of(FunctionSymbol function) {
    return new TypeScope(function.module(), function);
  }

  public static TypeScope of(SourceModule module) {
    return new TypeScope(module, null);
  }
}
