package dev.crosstalk.report;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Report;
import dev.crosstalk.report.ci.JunitDocument;
import dev.crosstalk.report.console.FindingBlock;
import dev.crosstalk.report.console.Paper;
import java.io.IOException;
import java.io.UncheckedIOException;

/// JUnit XML, for services that show test results and nothing else.
final class JunitReporter implements Reporter {
  private static final int WIDTH = 100;

  @Override
  public void write(Report report, ReportContext context, Appendable out) throws IOException {
    new JunitDocument(report, out).write(finding -> drawn(finding, context));
  }

  private static String drawn(Finding finding, ReportContext context) {
    StringBuilder text = new StringBuilder();
    try {
      new FindingBlock(new Paper(text, WIDTH, false, true))
          .draw(finding, context.rule(finding.rule()));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }
}
