package dev.crosstalk.drive.explore;

import dev.crosstalk.model.Finding;
import java.util.List;
import java.util.Optional;

/// The outcome of one scenario.
///
/// @param findings confirmed, each with its replay token
/// @param aimed those whose execution went through a place that the exploration aimed at
/// @param unreached why the scenario refutes no suspicion about these places; empty when it would
public record Exploration(
    SearchEntry entry, List<Finding> findings, List<Finding> aimed, Optional<String> unreached) {
  public Exploration {
    findings = List.copyOf(findings);
    aimed = List.copyOf(aimed);
  }
}
