package dev.crosstalk.report.json;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Summary;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// Writes what was found and understood in figures.
public final class SummaryJson {
  private SummaryJson() {}

  /// The object under `summary`.
  public static void write(Report report, JsonGenerator json) {
    Summary summary = report.summary();
    json.writeStartObject();
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
    json.writeObjectPropertyStart("leftOut");
    summary.leftOut().forEach((reason, number) -> json.writeNumberProperty(reason, number));
    json.writeEndObject();
    json.writeEndObject();
  }
}
