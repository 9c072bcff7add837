package dev.crosstalk.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// The outcome of one run of any engine, ready for a reporter.
///
/// @param command the verb that made it, for example `scan`
/// @param version version of Crosstalk
/// @param root the directory that paths are relative to, as the user would write it
/// @param findings sorted by {@link Finding#ORDER}
/// @param gaps sorted by {@link Gap#ORDER}
/// @param sections what a verb adds beside findings, in the order to show it
public record Report(
    String command,
    String version,
    String root,
    List<Finding> findings,
    List<Gap> gaps,
    Summary summary,
    List<Section> sections) {

  public Report {
    findings = findings.stream().sorted(Finding.ORDER).toList();
    gaps = gaps.stream().sorted(Gap.ORDER).toList();
    sections = List.copyOf(sections);
  }

  /// A report without sections.
  public Report(
      String command,
      String version,
      String root,
      List<Finding> findings,
      List<Gap> gaps,
      Summary summary) {
    this(command, version, root, findings, gaps, summary, List.of());
  }

  /// A table that a verb adds, for example the rounds of `probe`. Machine-readable reports write it
  /// at the top level under its key.
  ///
  /// @param key camel-case word that no other part of the report uses
  /// @param title what people read above it
  /// @param rows cells by camel-case name in the order to show them; a cell is text, a number, a
  ///   boolean, a list of these, or a map from text to these
  public record Section(String key, String title, List<SequencedMap<String, Object>> rows) {
    public Section {
      rows =
          rows.stream()
              .<SequencedMap<String, Object>>map(
                  row -> Collections.unmodifiableSequencedMap(new LinkedHashMap<>(row)))
              .toList();
    }
  }

  /// Gives reporters the text of a scanned file by its path relative to the root; empty when the
  /// file is gone or was never read.
  public interface Sources extends Function<String, Optional<SourceText>> {}
}
