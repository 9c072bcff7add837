package dev.crosstalk.report;

import dev.crosstalk.model.Report;
import java.io.IOException;

/// Writes a report in one format.
///
/// A reporter is a pure function: the same report and context give the same characters, on any
/// machine and at any time. It reads no clock, no environment and no file but what
/// [ReportContext#sources()] hands out.
@FunctionalInterface
public interface Reporter {

  /// Writes the whole document, with a line feed after the last line.
  ///
  /// @throws IOException when `out` refuses
  void write(Report report, ReportContext context, Appendable out) throws IOException;
}
