package dev.crosstalk.rules.rule;

import dev.crosstalk.model.Finding;

/// A finding with the key of its root cause; of several matches with one key only the rule of the
/// highest precedence reports.
///
/// @param rootCause names the shared location and, where one location can have several independent
///   defects, what tells them apart
public record Match(String rootCause, Finding finding) {}
