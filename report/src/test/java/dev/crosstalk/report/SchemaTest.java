package dev.crosstalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.crosstalk.model.Report;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Validates documents against their schemas.
class SchemaTest {
  private static final String OURS = "/dev/crosstalk/report/crosstalk-report-1.schema.json";
  private static final String SARIF = "schema/sarif-schema-2.1.0.json";

  static Stream<Report> reports() {
    return Stream.of(
        SampleReport.report(),
        OtherReports.empty(),
        OtherReports.large(),
        OtherReports.everyKind(),
        OtherReports.hostile());
  }

  @ParameterizedTest
  @MethodSource("reports")
  void jsonKeepsItsContract(Report report) throws IOException {
    String document = Written.of(ReportFormat.JSON, report);
    assertThat(errors(OURS, SpecificationVersion.DRAFT_2020_12, document)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("reports")
  void sarifIsValid(Report report) throws IOException {
    String document = Written.of(ReportFormat.SARIF, report);
    assertThat(errors(SARIF, SpecificationVersion.DRAFT_7, document)).isEmpty();
  }

  @Test
  void schemasRefuseWhatIsWrong() throws IOException {
    String json = Written.of(ReportFormat.JSON, SampleReport.report());
    String broken = json.replace("\"endColumn\": 62,\n      \"symbol\"", "\"symbol\"");
    assertThat(broken).isNotEqualTo(json);
    assertThat(errors(OURS, SpecificationVersion.DRAFT_2020_12, broken)).isNotEmpty();
    String sarif = Written.of(ReportFormat.SARIF, SampleReport.report());
    String wrong = sarif.replace("\"utf16CodeUnits\"", "\"bytes\"");
    assertThat(errors(SARIF, SpecificationVersion.DRAFT_7, wrong)).isNotEmpty();
  }

  @Test
  void everyPropertyIsDocumented() throws IOException {
    String page = Files.readString(Path.of("../docs/json-report.md"));
    List<String> missing =
        Pattern.compile("\"(\\w+)\": ")
            .matcher(Written.of(ReportFormat.JSON, SampleReport.report()))
            .results()
            .map(match -> match.group(1))
            .distinct()
            .filter(name -> !page.contains("`" + name + "`"))
            .toList();
    assertThat(missing).isEmpty();
  }

  private static List<String> errors(String schema, SpecificationVersion draft, String document)
      throws IOException {
    // The official schema lies in another module, whose resources only a class loader finds.
    try (InputStream in =
        schema.startsWith("/")
            ? SchemaTest.class.getResourceAsStream(schema)
            : SchemaTest.class.getClassLoader().getResourceAsStream(schema)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Schema loaded = SchemaRegistry.withDefaultDialect(draft).getSchema(text, InputFormat.JSON);
      return loaded.validate(document, InputFormat.JSON).stream().map(Object::toString).toList();
    }
  }
}
