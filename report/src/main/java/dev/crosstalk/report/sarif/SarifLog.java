package dev.crosstalk.report.sarif;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.RuleInfo;
import dev.crosstalk.report.json.SectionJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/// A SARIF log with one run.
public final class SarifLog {
  /// Base of every relative location; it is described, not resolved, so that no absolute path
  /// leaves the machine.
  static final String BASE = "%SRCROOT%";

  private final Report report;
  private final JsonGenerator json;

  /// Rules that are told, by code; the index of a rule is its place in this order.
  private final Map<String, RuleInfo> rules;

  public SarifLog(Report report, Iterable<RuleInfo> known, JsonGenerator json) {
    this.report = report;
    this.json = json;
    Map<String, RuleInfo> sorted = new TreeMap<>();
    known.forEach(rule -> sorted.put(rule.id().code(), rule));
    for (Finding finding : report.findings()) {
      RuleId id = finding.rule();
      sorted.putIfAbsent(id.code(), new RuleInfo(id, finding.severity(), "", ""));
    }
    rules = new LinkedHashMap<>(sorted);
  }

  /// Writes the whole log.
  public void write() {
    json.writeStartObject();
    json.writeStringProperty("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json.writeStringProperty("version", "2.1.0");
    json.writeArrayPropertyStart("runs");
    json.writeStartObject();
    tool();
    invocation();
    json.writeStringProperty("columnKind", "utf16CodeUnits");
    json.writeObjectPropertyStart("originalUriBaseIds");
    json.writeObjectPropertyStart(BASE);
    text("description", "The scanned root: " + report.root());
    json.writeEndObject();
    json.writeEndObject();
    Map<String, Integer> index = new LinkedHashMap<>();
    rules.keySet().forEach(code -> index.put(code, index.size()));
    json.writeArrayPropertyStart("results");
    for (Finding finding : report.findings()) {
      new SarifResult(finding, json).write(index.getOrDefault(finding.rule().code(), 0));
    }
    json.writeEndArray();
    if (!report.sections().isEmpty()) {
      json.writeObjectPropertyStart("properties");
      report.sections().forEach(section -> SectionJson.write(section, json));
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void tool() {
    json.writeObjectPropertyStart("tool");
    json.writeObjectPropertyStart("driver");
    json.writeStringProperty("name", "Crosstalk");
    json.writeStringProperty("version", report.version());
    json.writeArrayPropertyStart("rules");
    for (RuleInfo rule : rules.values()) {
      SarifRule.write(rule, json);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private void invocation() {
    json.writeArrayPropertyStart("invocations");
    json.writeStartObject();
    boolean failed = report.gaps().stream().anyMatch(gap -> gap.kind() == Gap.Kind.FAILURE);
    json.writeBooleanProperty("executionSuccessful", !failed);
    if (!report.gaps().isEmpty()) {
      json.writeArrayPropertyStart("toolExecutionNotifications");
      for (Gap gap : report.gaps()) {
        notification(gap);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndArray();
  }

  private void notification(Gap gap) {
    json.writeStartObject();
    json.writeObjectPropertyStart("descriptor");
    json.writeStringProperty("id", "gap/" + gap.kind().label());
    json.writeEndObject();
    gap.rule()
        .ifPresent(rule -> {
          json.writeObjectPropertyStart("associatedRule");
          json.writeStringProperty("id", rule.code());
          json.writeEndObject();
        });
    json.writeStringProperty("level", gap.kind() == Gap.Kind.FAILURE ? "error" : "warning");
    text("message", gap.message());
    if (gap.path().isPresent()) {
      json.writeArrayPropertyStart("locations");
      json.writeStartObject();
      SarifResult.physical(gap.path().get(), gap.line().orElse(0), json);
      json.writeEndObject();
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void text(String name, String text) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }
}
