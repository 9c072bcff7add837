package dev.crosstalk.report;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Summary;
import dev.crosstalk.report.json.FindingJson;
import dev.crosstalk.report.json.JsonDocument;
import dev.crosstalk.report.json.SectionJson;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
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
      summary(report, json);
      report.sections().forEach(section -> SectionJson.write(section, json));
      json.writeEndObject();
    } catch (JacksonIOException refused) {
      throw refused.getCause();
    }
    out.append('\n');
  }

  private static void summary(Report report, JsonGenerator json) {
    Summary summary = report.summary();
    json.writeObjectPropertyStart("summary");
    json.writeObjectPropertyStart("findings");
    json.writeNumberProperty("total", report.findings().size());
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (Finding finding : report.findings()) {
      counts.merge(finding.severity(), 1, Integer::sum);
    }
    for (Severity severity : Severity.values()) {
      json.writeNumberProperty(severity.label(), counts.getOrDefault(severity, 0));
    }
    json.writeEndObject();
    json.writeNumberProperty("gaps", report.gaps().size());
    json.writeNumberProperty("files", summary.files());
    json.writeNumberProperty("lines", summary.lines());
    json.writeNumberProperty("entryPoints", summary.entryPoints());
    json.writeNumberProperty("callSites", summary.callSites());
    json.writeNumberProperty("resolvedCallSites", summary.resolvedCallSites());
    json.writeNumberProperty(
        "resolvedShare", Math.round(summary.resolvedShare() * 10_000) / 10_000.0);
    json.writeNumberProperty("filesNotParsed", summary.filesNotParsed());
    json.writeNumberProperty("suppressed", summary.suppressed());
    json.writeEndObject();
  }
}
