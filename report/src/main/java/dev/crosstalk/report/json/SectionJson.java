package dev.crosstalk.report.json;

import dev.crosstalk.model.Report;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/// A section as an array of objects under its key.
public final class SectionJson {
  private SectionJson() {}

  public static void write(Report.Section section, JsonGenerator json) {
    json.writeArrayPropertyStart(section.key());
    for (Map<String, Object> row : section.rows()) {
      cell(row, json);
    }
    json.writeEndArray();
  }

  private static void cell(Object value, JsonGenerator json) {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        map.forEach((name, inner) -> {
          json.writeName(name.toString());
          cell(inner, json);
        });
        json.writeEndObject();
      }
      case List<?> list -> {
        json.writeStartArray();
        list.forEach(inner -> cell(inner, json));
        json.writeEndArray();
      }
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      default -> json.writeString(value.toString());
    }
  }
}
