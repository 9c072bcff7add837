package dev.crosstalk.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What was understood of a program.
///
/// @param files Python files read
/// @param lines physical lines in them
/// @param entryPoints routes, dependencies, middleware and tasks through which requests enter
/// @param callSites call expressions in code that requests reach
/// @param resolvedCallSites those whose target is known (first-party code or a modelled library)
/// @param filesNotParsed files with a part that is not valid Python, or that could not be read
/// @param suppressed findings silenced by a comment
/// @param leftOut how many findings the user chose not to see, by reason, for example `baseline`
public record Summary(
    int files,
    int lines,
    int entryPoints,
    int callSites,
    int resolvedCallSites,
    int filesNotParsed,
    int suppressed,
    SequencedMap<String, Integer> leftOut) {

  public Summary {
    leftOut = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(leftOut));
  }

  /// Figures of a run that leaves nothing out.
  public Summary(
      int files,
      int lines,
      int entryPoints,
      int callSites,
      int resolvedCallSites,
      int filesNotParsed,
      int suppressed) {
    this(
        files,
        lines,
        entryPoints,
        callSites,
        resolvedCallSites,
        filesNotParsed,
        suppressed,
        new LinkedHashMap<>(Map.of()));
  }

  /// Share of call sites resolved, in [0, 1]; 1 when there are none.
  public double resolvedShare() {
    return callSites == 0 ? 1.0 : (double) resolvedCallSites / callSites;
  }
}
