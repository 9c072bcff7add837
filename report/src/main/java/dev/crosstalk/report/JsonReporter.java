package dev.crosstalk.report;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.report.json.FindingJson;
import dev.crosstalk.report.json.JsonDocument;
import dev.crosstalk.report.json.SectionJson;
import dev.crosstalk.report.json.SummaryJson;
import java.io.IOException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/// The machine-readable report; `docs/json-report.md` describes every property and
/// `crosstalk-report-1.schema.json` beside this class is its schema.
final class JsonReporter implements Reporter {
  /// Changes only when a property changes its meaning or goes away.
  static final String SCHEMA = "crosstalk-report/1";

  @Override
  public void write(Report report, ReportContext context, Appendable out) throws IOException {
    try (JsonGenerator json = JsonDocument.open(out)) {
      json.writeStartObject();
      json.writeStringProperty("schema", SCHEMA);
      json.writeStringProperty("version", report.version());
      json.writeStringProperty("command", report.command());
      json.writeStringProperty("root", report.root());
      json.writeArrayPropertyStart("findings");
      for (Finding finding : report.findings()) {
        FindingJson.write(finding, json);
      }
      json.writeEndArray();
      json.writeArrayPropertyStart("gaps");
      for (Gap gap : report.gaps()) {
        FindingJson.write(gap, json);
      }
      json.writeEndArray();
      json.writeName("summary");
      SummaryJson.write(report, json);
      report.sections().forEach(section -> SectionJson.write(section, json));
      json.writeEndObject();
    } catch (JacksonIOException refused) {
      throw refused.getCause();
    }
    out.append('\n');
  }
}
