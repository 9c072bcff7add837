package dev.crosstalk.report;

import dev.crosstalk.model.Report;
import dev.crosstalk.report.ci.WorkflowCommands;
import dev.crosstalk.report.console.ConciseLines;
import java.io.IOException;

/// Workflow commands of GitHub Actions: annotations in the files of a pull request.
final class GithubReporter implements Reporter {
  @Override
  public void write(Report report, ReportContext context, Appendable out) throws IOException {
    new WorkflowCommands(report, out).write(ConciseLines.summary(report));
  }
}
