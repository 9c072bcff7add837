package dev.crosstalk.report;

import dev.crosstalk.model.Report;
import dev.crosstalk.report.console.GroupedLines;
import dev.crosstalk.report.console.Paper;
import java.io.IOException;

/// The findings of each file under its name.
final class GroupedReporter implements Reporter {
  @Override
  public void write(Report report, ReportContext context, Appendable out) throws IOException {
    Paper paper = new Paper(out, context.width(), context.color(), context.unicode());
    new GroupedLines(paper).write(report);
  }
}
