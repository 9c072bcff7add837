package dev.crosstalk.report;

import dev.crosstalk.model.Report;
import dev.crosstalk.report.console.ConciseLines;
import dev.crosstalk.report.console.Paper;
import java.io.IOException;

/// One line for each finding and each gap, then one line that sums up.
final class ConciseReporter implements Reporter {
  @Override
  public void write(Report report, ReportContext context, Appendable out) throws IOException {
    Paper paper = new Paper(out, context.width(), context.color(), context.unicode());
    new ConciseLines(paper).write(report);
  }
}
