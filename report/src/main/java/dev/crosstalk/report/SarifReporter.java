package dev.crosstalk.report;

import dev.crosstalk.model.Report;
import dev.crosstalk.report.json.JsonDocument;
import dev.crosstalk.report.sarif.SarifLog;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/// SARIF 2.1.0 for code scanning services and editors.
final class SarifReporter implements Reporter {
  @Override
  public void write(Report report, ReportContext context, Appendable out) throws IOException {
    try (JsonGenerator json = JsonDocument.open(out)) {
      new SarifLog(report, context.rules(), json).write();
    } catch (JacksonIOException refused) {
      throw refused.getCause();
    }
    out.append('\n');
  }
}
