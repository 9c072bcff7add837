package dev.crosstalk.report;

import dev.crosstalk.model.Report;
import dev.crosstalk.report.ci.CodeQuality;
import dev.crosstalk.report.json.JsonDocument;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/// A code quality report of GitLab: the artifact that its merge requests show.
final class GitlabReporter implements Reporter {
  @Override
  public void write(Report report, ReportContext context, Appendable out) throws IOException {
    try (JsonGenerator json = JsonDocument.open(out)) {
      new CodeQuality(report, json).write();
    } catch (JacksonIOException refused) {
      throw refused.getCause();
    }
    out.append('\n');
  }
}
