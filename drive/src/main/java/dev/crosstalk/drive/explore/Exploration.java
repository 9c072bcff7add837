package dev.crosstalk.drive.explore;

import dev.crosstalk.model.Finding;
import java.util.List;

/// The outcome of one scenario.
///
/// @param findings confirmed, each with its replay token
public record Exploration(SearchEntry entry, List<Finding> findings) {
  public Exploration {
    findings = List.copyOf(findings);
  }
}
