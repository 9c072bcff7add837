package dev.crosstalk.python.effects;

/// A mutable container at module level.
///
/// @param kind `dict`, `list` or `set`
/// @param changedInFunctions true when some function may change it
public record ModuleVariable(String name, String kind, Site site, boolean changedInFunctions) {}
