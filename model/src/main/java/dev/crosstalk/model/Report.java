package dev.crosstalk.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The outcome of one run of any engine, ready for a reporter.
///
/// @param command the verb that made it, for example `scan`
/// @param version version of Crosstalk
/// @param root the directory that paths are relative to, as the user would write it
/// @param findings sorted by {@link Finding#ORDER}
/// @param gaps sorted by {@link Gap#ORDER}
public record Report(
    String command,
    String version,
    String root,
    List<Finding> findings,
    List<Gap> gaps,
    Summary summary) {

  public Report {
    findings = findings.stream().sorted(Finding.ORDER).toList();
    gaps = gaps.stream().sorted(Gap.ORDER).toList();
  }

  /// Gives reporters the text of a scanned file by its path relative to the root; empty when the
  /// file is gone or was never read.
  public interface Sources extends Function<String, Optional<SourceText>> {}
}
