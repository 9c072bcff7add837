package dev.crosstalk.report;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Report;
import dev.crosstalk.report.console.FindingBlock;
import dev.crosstalk.report.console.Paper;
import dev.crosstalk.report.console.SectionBlock;
import dev.crosstalk.report.console.SummaryBlock;
import java.io.IOException;

/// A block for each finding with its interleaving drawn, then the summary.
final class FullReporter implements Reporter {
  @Override
  public void write(Report report, ReportContext context, Appendable out) throws IOException {
    Paper paper = new Paper(out, context.width(), context.color(), context.unicode());
    FindingBlock block = new FindingBlock(paper);
    for (Finding finding : report.findings()) {
      block.draw(finding, context.rule(finding.rule()));
    }
    for (Report.Section section : report.sections()) {
      new SectionBlock(paper).draw(section);
    }
    new SummaryBlock(paper).draw(report);
  }
}
