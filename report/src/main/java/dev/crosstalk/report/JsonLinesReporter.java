package dev.crosstalk.report;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.report.json.FindingJson;
import dev.crosstalk.report.json.JsonDocument;
import dev.crosstalk.report.json.SectionJson;
import dev.crosstalk.report.json.SummaryJson;
import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.exc.JacksonIOException;

/// One JSON object a line, each with one property that says what it is; the values are those of the
/// JSON report.
final class JsonLinesReporter implements Reporter {
  @Override
  public void write(Report report, ReportContext context, Appendable out) throws IOException {
    line(out, json -> run(report, json));
    for (Finding finding : report.findings()) {
      line(out, json -> named("finding", json, () -> FindingJson.write(finding, json)));
    }
    for (Gap gap : report.gaps()) {
      line(out, json -> named("gap", json, () -> FindingJson.write(gap, json)));
    }
    for (Report.Section section : report.sections()) {
      line(out, json -> SectionJson.write(section, json));
    }
    line(out, json -> named("summary", json, () -> SummaryJson.write(report, json)));
  }

  private static void run(Report report, JsonGenerator json) {
    json.writeObjectPropertyStart("run");
    json.writeStringProperty("schema", JsonReporter.SCHEMA);
    json.writeStringProperty("version", report.version());
    json.writeStringProperty("command", report.command());
    json.writeStringProperty("root", report.root());
    json.writeEndObject();
  }

  private static void named(String name, JsonGenerator json, Runnable value) {
    json.writeName(name);
    value.run();
  }

  private static void line(Appendable out, Consumer<JsonGenerator> content) throws IOException {
    try (JsonGenerator json = JsonDocument.openLine(out)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    } catch (JacksonIOException refused) {
      throw refused.getCause();
    }
    out.append('\n');
  }
}
