package dev.crosstalk.report.ci;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Severity;
import dev.crosstalk.report.text.Visible;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/// The part of the Code Climate format that GitLab reads: `description`, `check_name`,
/// `fingerprint`, `severity` and `location` with `path` and `lines.begin`.
public final class CodeQuality {
  private final Report report;
  private final JsonGenerator json;

  /// How often a fingerprint was written; GitLab drops all but one of those that are equal.
  private final Map<String, Integer> written = new HashMap<>();

  public CodeQuality(Report report, JsonGenerator json) {
    this.report = report;
    this.json = json;
  }

  /// Writes the array.
  public void write() {
    json.writeStartArray();
    for (Finding finding : report.findings()) {
      finding(finding);
    }
    for (Gap gap : report.gaps()) {
      String path = gap.path().orElse("");
      issue(
          "gap/" + gap.kind().label(),
          gap.rule().map(id -> id.code() + " ").orElse("") + gap.message(),
          hash(gap.kind().label() + '\n' + path + '\n' + gap.message()),
          "info",
          path.isEmpty() ? report.root() : RepositoryPath.of(report, path),
          gap.line().orElse(1));
    }
    json.writeEndArray();
  }

  private void finding(Finding finding) {
    String path = report.root();
    long line = 1;
    String where = "";
    switch (finding.place()) {
      case Place.Source source -> {
        path = RepositoryPath.of(report, source.path());
        line = source.line();
      }
      case Place.Operation operation ->
          where = operation.method() + " " + operation.pathTemplate() + ": ";
      case Place.Log log -> {
        path = RepositoryPath.of(report, log.path());
        line = log.line();
      }
    }
    issue(
        finding.rule().code() + " " + finding.rule().name(),
        where + finding.message(),
        finding.fingerprint(),
        severity(finding.severity()),
        path,
        line);
  }

  private void issue(
      String check,
      String description,
      String fingerprint,
      String severity,
      String path,
      long line) {
    int before = written.merge(fingerprint, 1, Integer::sum) - 1;
    json.writeStartObject();
    json.writeStringProperty("description", Visible.line(description));
    json.writeStringProperty("check_name", check);
    json.writeStringProperty(
        "fingerprint", before == 0 ? fingerprint : hash(fingerprint + '\n' + before));
    json.writeStringProperty("severity", severity);
    json.writeObjectPropertyStart("location");
    json.writeStringProperty("path", path);
    json.writeObjectPropertyStart("lines");
    json.writeNumberProperty("begin", line);
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "blocker";
      case HIGH -> "critical";
      case MEDIUM -> "major";
      case LOW -> "minor";
      case NOTE -> "info";
    };
  }

  private static String hash(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }
}
