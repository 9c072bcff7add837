package dev.crosstalk.cli.config;

import java.util.List;
import java.util.Optional;

/// The selectors that one source of settings gives. A selector is a rule's code (`CT101`), the
/// beginning of codes (`CT1`), a rule's name (`request-data-in-module-state`) or `ALL`.
///
/// @param select replaces what was chosen before, when present
/// @param extend is chosen in addition
/// @param ignore is taken out
/// @param source where they stand, for messages: `--select` and the like, or a file
public record Selectors(
    Optional<List<String>> select, List<String> extend, List<String> ignore, String source) {

  public Selectors {
    select = select.map(List::copyOf);
    extend = List.copyOf(extend);
    ignore = List.copyOf(ignore);
  }

  /// Chooses nothing and takes out nothing.
  public static Selectors none(String source) {
    return new Selectors(Optional.empty(), List.of(), List.of(), source);
  }
}
