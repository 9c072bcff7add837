package dev.crosstalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.crosstalk.model.Report;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What services for continuous integration take: each line or field as they document it, and
/// nothing that the scanned source can smuggle in.
class PipelineFormatsTest {
  private static final String CODE_QUALITY =
      """
      {"type": "array", "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": false,
        "properties": {
          "description": {"type": "string", "minLength": 1},
          "check_name": {"type": "string", "minLength": 1},
          "fingerprint": {"type": "string", "minLength": 16},
          "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
          "location": {
            "type": "object", "required": ["path", "lines"], "additionalProperties": false,
            "properties": {
              "path": {"type": "string", "minLength": 1, "not": {"pattern": "^\\\\./"}},
              "lines": {
                "type": "object", "required": ["begin"], "additionalProperties": false,
                "properties": {"begin": {"type": "integer", "minimum": 1}}}}}}}}
      """;

  static Stream<Report> reports() {
    return SchemaTest.reports();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void gitlabGetsItsDocumentedFields(Report report) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(CODE_QUALITY, InputFormat.JSON);
    String document = Written.of(ReportFormat.GITLAB, report);
    assertThat(schema.validate(document, InputFormat.JSON)).isEmpty();
    List<String> fingerprints =
        Pattern.compile("\"fingerprint\": \"([^\"]*)\"")
            .matcher(document)
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(fingerprints)
        .doesNotHaveDuplicates()
        .hasSize(report.findings().size() + report.gaps().size());
    String broken = document.replace("check_name", "check");
    assertThat(schema.validate(broken, InputFormat.JSON).isEmpty())
        .isEqualTo(broken.equals(document));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyLineForGithubIsOneCommandOfOurs(Report report) throws IOException {
    List<String> lines = Written.of(ReportFormat.GITHUB, report).lines().toList();
    assertThat(lines).hasSize(report.findings().size() + report.gaps().size() + 1);
    Pattern command =
        Pattern.compile(
            "::(error|warning|notice) ((file|line|endLine|col|endColumn|title)="
                + "[^,:\\r\\n]*)(,(file|line|endLine|col|endColumn|title)=[^,:\\r\\n]*)*::.*");
    assertThat(lines).allMatch(line -> command.matcher(line).matches());
    assertThat(lines).noneMatch(line -> line.contains("##["));
  }

  @Test
  void githubIsToldWhereFromTheRepositorysRoot() throws IOException {
    String text = Written.of(ReportFormat.GITHUB, SampleReport.report());
    assertThat(text)
        .contains(
            "::error file=shop-service/app/reports.py,line=17,endLine=17,col=49,endColumn=62,"
                + "title=CT101 request-data-in-module-state (critical)::`_request_context");
    Report here =
        new Report(
            "scan",
            "1",
            ".",
            SampleReport.report().findings(),
            List.of(),
            SampleReport.report().summary());
    assertThat(Written.of(ReportFormat.GITHUB, here)).contains("::error file=app/reports.py,");
  }

  @Test
  void percentColonAndCommaCannotEndAProperty() throws IOException {
    String text = Written.of(ReportFormat.GITHUB, OtherReports.hostile());
    assertThat(text).contains("\\u202eyp.nigol%3Aa b%25.py,line=1").contains("\\n@everyone%0A");
  }

  @ParameterizedTest
  @MethodSource("reports")
  void everyLineIsOneObject(Report report) throws IOException {
    List<String> lines = Written.of(ReportFormat.JSON_LINES, report).lines().toList();
    assertThat(lines).hasSize(report.findings().size() + report.gaps().size() + 2);
    Schema object =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                "{\"type\": \"object\", \"minProperties\": 1, \"maxProperties\": 1}",
                InputFormat.JSON);
    assertThat(lines).allMatch(line -> object.validate(line, InputFormat.JSON).isEmpty());
    assertThat(lines.getFirst()).startsWith("{\"run\":{\"schema\":\"crosstalk-report/1\"");
    assertThat(lines.getLast()).startsWith("{\"summary\":{");
  }

  @Test
  void aFileNameAsksForItsFormat() {
    assertThat(ReportFormat.ofFile("out/gl-code-quality-report.json"))
        .contains(ReportFormat.GITLAB);
    assertThat(ReportFormat.ofFile("x.JSON")).contains(ReportFormat.JSON);
    assertThat(ReportFormat.ofFile("x.jsonl")).contains(ReportFormat.JSON_LINES);
    assertThat(ReportFormat.ofFile("x.xml")).contains(ReportFormat.JUNIT);
    assertThat(ReportFormat.ofFile("x.md")).contains(ReportFormat.MARKDOWN);
    assertThat(ReportFormat.ofFile("json")).contains(ReportFormat.JSON);
    assertThat(ReportFormat.ofFile("report.txt")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void groupedNamesEachFileOnce(Report report) throws IOException {
    String text = Written.of(ReportFormat.GROUPED, report);
    assertThat(text.lines()).allMatch(line -> line.equals(line.stripTrailing()));
    assertThat(text.chars()).allMatch(c -> c == '\n' || c >= 0x20);
  }

  @ParameterizedTest
  @MethodSource("reports")
  void aCommentCanDoNothing(Report report) throws IOException {
    String text = Written.of(ReportFormat.MARKDOWN, report);
    assertThat(text.length()).isLessThan(65_000);
    String outside = text.replaceAll("(?ms)^(`{3,})text\\n.*?^\\1$", "");
    assertThat(outside)
        .doesNotContain("@")
        .doesNotContain("<script")
        .doesNotContain("<img")
        .doesNotContain("</style");
    assertThat(Pattern.compile("<[a-z/!]+").matcher(outside).results().map(MatchResult::group))
        .isSubsetOf(
            "<sub", "</sub", "<details", "</details", "<summary", "</summary", "<code", "</code");
    for (String line : outside.lines().filter(row -> row.startsWith("| ")).toList()) {
      assertThat(line.chars().filter(c -> c == '|').count()).as(line).isEqualTo(5);
    }
  }

  @Test
  void aLongReportSaysWhatTheCommentLeavesOut() throws IOException {
    assertThat(Written.of(ReportFormat.MARKDOWN, OtherReports.large()))
        .containsPattern("[0-9]+ more not in this table; the other formats have them all")
        .containsPattern("[0-9]+ more not drawn here");
    assertThat(Written.of(ReportFormat.MARKDOWN, SampleReport.report())).doesNotContain(" more ");
  }
}
