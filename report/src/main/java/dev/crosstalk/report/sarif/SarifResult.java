package dev.crosstalk.report.sarif;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.report.json.EvidenceJson;
import tools.jackson.core.JsonGenerator;

/// Writes one result.
final class SarifResult {
  private final Finding finding;
  private final JsonGenerator json;

  SarifResult(Finding finding, JsonGenerator json) {
    this.finding = finding;
    this.json = json;
  }

  void write(int ruleIndex) {
    json.writeStartObject();
    json.writeStringProperty("ruleId", finding.rule().code());
    json.writeNumberProperty("ruleIndex", ruleIndex);
    json.writeStringProperty("kind", SarifRule.kind(finding.verdict()));
    json.writeStringProperty("level", SarifRule.level(finding.severity(), finding.verdict()));
    text("message", finding.message());
    json.writeArrayPropertyStart("locations");
    place(finding.place());
    json.writeEndArray();
    json.writeObjectPropertyStart("partialFingerprints");
    json.writeStringProperty("crosstalk/v1", finding.fingerprint());
    json.writeEndObject();
    new SarifFlows(json).write(finding.evidence());
    related(finding.evidence());
    properties();
    json.writeEndObject();
  }

  private void place(Place place) {
    json.writeStartObject();
    switch (place) {
      case Place.Source source -> {
        range(source, json);
        if (!source.symbol().isEmpty()) {
          logical(source.symbol(), "function");
        }
      }
      case Place.Operation operation ->
          logical(operation.method() + " " + operation.pathTemplate(), "resource");
      case Place.Log log -> physical(log.path(), log.line(), json);
    }
    json.writeEndObject();
  }

  private void logical(String name, String kind) {
    json.writeArrayPropertyStart("logicalLocations");
    json.writeStartObject();
    json.writeStringProperty("fullyQualifiedName", name);
    json.writeStringProperty("kind", kind);
    json.writeEndObject();
    json.writeEndArray();
  }

  private void related(Evidence evidence) {
    Place.Source definition =
        switch (evidence) {
          case Evidence.Race race -> race.location().definition().orElse(null);
          case Evidence.CallChain chain ->
              chain.location().flatMap(Evidence.SharedLocation::definition).orElse(null);
          default -> null;
        };
    if (definition == null) {
      return;
    }
    json.writeArrayPropertyStart("relatedLocations");
    json.writeStartObject();
    json.writeNumberProperty("id", 1);
    range(definition, json);
    text("message", "The shared location is defined here.");
    json.writeEndObject();
    json.writeEndArray();
  }

  private void properties() {
    json.writeObjectPropertyStart("properties");
    json.writeStringProperty("severity", finding.severity().label());
    json.writeStringProperty("confidence", finding.confidence().label());
    json.writeStringProperty("verdict", finding.verdict().name());
    json.writeArrayPropertyStart("origins");
    finding.origins().forEach(json::writeString);
    json.writeEndArray();
    json.writeStringProperty("help", finding.help());
    json.writeArrayPropertyStart("confirms");
    finding.confirms().forEach(json::writeString);
    json.writeEndArray();
    if (!(finding.evidence() instanceof Evidence.Race)) {
      json.writeName("evidence");
      EvidenceJson.write(finding.evidence(), json);
    }
    finding.replay().ifPresent(token -> json.writeStringProperty("replay", token));
    json.writeEndObject();
  }

  private void text(String name, String text) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  private static void range(Place.Source source, JsonGenerator json) {
    json.writeObjectPropertyStart("physicalLocation");
    artifact(source.path(), json);
    json.writeObjectPropertyStart("region");
    json.writeNumberProperty("startLine", source.line());
    json.writeNumberProperty("startColumn", source.column());
    json.writeNumberProperty("endLine", source.endLine());
    json.writeNumberProperty("endColumn", source.endColumn());
    json.writeEndObject();
    json.writeEndObject();
  }

  /// A file with a line; 0 stands for the whole file.
  static void physical(String path, long line, JsonGenerator json) {
    json.writeObjectPropertyStart("physicalLocation");
    artifact(path, json);
    if (line > 0) {
      json.writeObjectPropertyStart("region");
      json.writeNumberProperty("startLine", line);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void artifact(String path, JsonGenerator json) {
    json.writeObjectPropertyStart("artifactLocation");
    json.writeStringProperty("uri", RelativeUri.of(path));
    json.writeStringProperty("uriBaseId", SarifLog.BASE);
    json.writeEndObject();
  }
}
