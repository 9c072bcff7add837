package dev.crosstalk.cli.run;

import dev.crosstalk.cli.config.FailOn;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Verdict;

/// Decides which findings make a run fail. Notes never do, nor what was refuted or left undecided.
public final class Threshold {
  private Threshold() {}

  /// Whether the report holds what `failOn` says.
  public static boolean isReached(Report report, FailOn failOn) {
    return report.findings().stream().anyMatch(finding -> counts(finding, failOn.severity()))
        || (failOn.gaps() && !report.gaps().isEmpty());
  }

  private static boolean counts(Finding finding, Severity failOn) {
    boolean open = finding.verdict() == Verdict.CONFIRMED || finding.verdict() == Verdict.SUSPECTED;
    return open && finding.severity() != Severity.NOTE && finding.severity().atLeast(failOn);
  }
}
