package dev.crosstalk.report.json;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Place;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Writes findings and gaps.
public final class FindingJson {
  private FindingJson() {}

  /// One element of `findings`.
  public static void write(Finding finding, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("code", finding.rule().code());
    json.writeStringProperty("name", finding.rule().name());
    json.writeStringProperty("severity", finding.severity().label());
    json.writeStringProperty("confidence", finding.confidence().label());
    json.writeStringProperty("verdict", finding.verdict().name());
    json.writeStringProperty("message", finding.message());
    if (finding.place() instanceof Place.Source source) {
      EvidenceJson.source(source, json);
    }
    json.writeName("place");
    place(finding.place(), json);
    json.writeStringProperty("fingerprint", finding.fingerprint());
    strings("origins", finding.origins(), json);
    json.writeName("evidence");
    EvidenceJson.write(finding.evidence(), json);
    json.writeStringProperty("help", finding.help());
    strings("confirms", finding.confirms(), json);
    finding.replay().ifPresent(token -> json.writeStringProperty("replay", token));
    json.writeEndObject();
  }

  private static void place(Place place, JsonGenerator json) {
    json.writeStartObject();
    switch (place) {
      case Place.Source source -> {
        json.writeStringProperty("kind", "source");
        EvidenceJson.source(source, json);
      }
      case Place.Operation operation -> {
        json.writeStringProperty("kind", "operation");
        json.writeStringProperty("method", operation.method());
        json.writeStringProperty("pathTemplate", operation.pathTemplate());
        json.writeStringProperty("specPointer", operation.specPointer());
      }
      case Place.Log log -> {
        json.writeStringProperty("kind", "log");
        json.writeStringProperty("path", log.path());
        json.writeNumberProperty("line", log.line());
      }
    }
    json.writeEndObject();
  }

  /// One element of `gaps`.
  public static void write(Gap gap, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("kind", gap.kind().label());
    gap.path().ifPresent(path -> json.writeStringProperty("path", path));
    gap.line().ifPresent(line -> json.writeNumberProperty("line", line));
    gap.rule().ifPresent(rule -> json.writeStringProperty("rule", rule.code()));
    json.writeStringProperty("message", gap.message());
    json.writeEndObject();
  }

  private static void strings(String name, List<String> values, JsonGenerator json) {
    json.writeArrayPropertyStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
