package dev.crosstalk.report;

import dev.crosstalk.model.Report;
import java.io.IOException;

/// Writes reports into strings.
final class Written {
  private Written() {}

  static String of(ReportFormat format, Report report) throws IOException {
    return of(format, report, SampleReport.context());
  }

  static String of(ReportFormat format, Report report, ReportContext context) throws IOException {
    StringBuilder out = new StringBuilder();
    format.write(report, context, out);
    return out.toString();
  }
}
