package dev.crosstalk.report.sarif;

import dev.crosstalk.model.RuleInfo;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Verdict;
import tools.jackson.core.JsonGenerator;

/// Writes a reporting descriptor and the words of severity.
final class SarifRule {
  private SarifRule() {}

  static void write(RuleInfo rule, JsonGenerator json) {
    String name = rule.id().name().replace('-', ' ');
    String summary = rule.summary().isBlank() ? name : rule.summary();
    json.writeStartObject();
    json.writeStringProperty("id", rule.id().code());
    json.writeStringProperty("name", rule.id().name());
    text("shortDescription", name, json);
    text("fullDescription", summary, json);
    json.writeObjectPropertyStart("help");
    String page = rule.page().isBlank() ? summary : rule.page();
    json.writeStringProperty("text", page);
    json.writeStringProperty("markdown", page);
    json.writeEndObject();
    json.writeObjectPropertyStart("defaultConfiguration");
    json.writeStringProperty("level", level(rule.severity()));
    json.writeEndObject();
    json.writeObjectPropertyStart("properties");
    json.writeArrayPropertyStart("tags");
    json.writeString("concurrency");
    if (rule.severity() != Severity.NOTE) {
      json.writeString("security");
    }
    json.writeEndArray();
    json.writeStringProperty("problem.severity", problem(rule.severity()));
    if (rule.severity() != Severity.NOTE) {
      json.writeStringProperty("security-severity", score(rule.severity()));
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void text(String name, String text, JsonGenerator json) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("text", text);
    json.writeEndObject();
  }

  static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, NOTE -> "note";
    };
  }

  /// A finding that was not shown and not suspected asks nobody to act.
  static String level(Severity severity, Verdict verdict) {
    return switch (verdict) {
      case CONFIRMED, SUSPECTED -> level(severity);
      case REFUTED, UNDECIDED -> "none";
    };
  }

  static String kind(Verdict verdict) {
    return switch (verdict) {
      case CONFIRMED, SUSPECTED -> "fail";
      case REFUTED -> "pass";
      case UNDECIDED -> "open";
    };
  }

  private static String problem(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, NOTE -> "recommendation";
    };
  }

  /// Code scanning reads over 9.0 as critical, from 7.0 as high, from 4.0 as medium, from 0.1 as
  /// low.
  private static String score(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW, NOTE -> "2.0";
    };
  }
}
