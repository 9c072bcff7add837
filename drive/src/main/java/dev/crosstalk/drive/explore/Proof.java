package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunRequest.Mode;
import java.util.List;

/// All that is needed to show something again.
///
/// @param app `module:name` of the application
/// @param order lanes of a serial run; empty otherwise
/// @param codes what the judge said, to compare with
/// @param sourceHash of the files in the evidence
public record Proof(
    String app,
    Scenario scenario,
    Mode mode,
    List<String> order,
    List<String> decisions,
    List<Location> watch,
    List<String> codes,
    String sourceHash) {
  public Proof {
    order = List.copyOf(order);
    decisions = List.copyOf(decisions);
    watch = List.copyOf(watch);
    codes = List.copyOf(codes);
  }

  /// The same proof with other requests, for example with secrets filled in.
  public Proof with(Scenario other) {
    return new Proof(app, other, mode, order, decisions, watch, codes, sourceHash);
  }
}
