package dev.crosstalk.model;

/// What was understood of a program.
///
/// @param files Python files read
/// @param lines physical lines in them
/// @param entryPoints routes, dependencies, middleware and tasks through which requests enter
/// @param callSites call expressions in code that requests reach
/// @param resolvedCallSites those whose target is known (first-party code or a modelled library)
/// @param filesNotParsed files with a part that is not valid Python, or that could not be read
/// @param suppressed findings silenced by a comment or by configuration
public record Summary(
    int files,
    int lines,
    int entryPoints,
    int callSites,
    int resolvedCallSites,
    int filesNotParsed,
    int suppressed) {

  /// Share of call sites resolved, in [0, 1]; 1 when there are none.
  public double resolvedShare() {
    return callSites == 0 ? 1.0 : (double) resolvedCallSites / callSites;
  }
}
