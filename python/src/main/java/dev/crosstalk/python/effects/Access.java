package dev.crosstalk.python.effects;

import java.util.List;

/// A read or write of a shared place on the path of a request.
///
/// @param calls call sites that lead from the entry point to `site`, outermost first
/// @param value the source text of what is stored, empty for reads
public record Access(Site site, List<Site> calls, String value) {
  public Access {
    calls = List.copyOf(calls);
  }
}
