package dev.crosstalk.python.effects;

import java.util.List;

/// A read of a context variable on the path of a request.
///
/// @param variable as a reader of the code would write it
/// @param definition of the variable
/// @param calls call sites that lead from the entry point to `site`, outermost first
/// @param origin label of the entry point
/// @param injected the reading function is a dependency: its value reaches others by a parameter
public record AmbientRead(
    String variable,
    Site definition,
    Site site,
    List<Site> calls,
    String origin,
    boolean injected) {
  public AmbientRead {
    calls = List.copyOf(calls);
  }
}
