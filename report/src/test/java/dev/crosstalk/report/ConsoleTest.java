package dev.crosstalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.model.Report;
import dev.crosstalk.report.text.Columns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {

  @ParameterizedTest
  @ValueSource(ints = {40, 57, 80, 100, 132, 200})
  void noLineIsWiderThanTheTerminal(int width) throws IOException {
    for (Report report : reports()) {
      for (boolean unicode : new boolean[] {true, false}) {
        String text = Written.of(ReportFormat.FULL, report, context(width, false, unicode));
        assertThat(text.lines().filter(line -> Columns.width(line) > width)).isEmpty();
        assertThat(text.lines().filter(line -> line.endsWith(" "))).isEmpty();
      }
    }
  }

  private static List<Report> reports() {
    return List.of(
        SampleReport.report(),
        OtherReports.empty(),
        OtherReports.everyKind(),
        OtherReports.hostile(),
        crowded());
  }

  /// Six lanes, wide characters, long words.
  private static Report crowded() {
    List<Lane> lanes = new ArrayList<>();
    List<Interleaving.Step> steps = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      String id = Character.toString('A' + i);
      lanes.add(new Lane(id, "請求 " + id, "GET /" + "x".repeat(90), Optional.empty()));
      steps.add(SampleReport.at(id, Kind.WRITE, "値 = \"漢字\" 😀".repeat(9), "a.py", 3, "x", "値"));
    }
    var leak = SampleReport.leak();
    var race =
        new Evidence.Race(
            ((Evidence.Race) leak.evidence()).location(), new Interleaving(lanes, steps));
    return SampleReport.report(
        List.of(
            new Finding(
                leak.rule(),
                leak.severity(),
                leak.confidence(),
                leak.verdict(),
                "漢字".repeat(70),
                leak.place(),
                leak.fingerprint(),
                race,
                List.of(),
                leak.help(),
                List.of(),
                Optional.empty())),
        List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"CONCISE", "FULL", "JSON", "SARIF", "HTML"})
  void nothingSteersTheTerminal(String format) throws IOException {
    String text = Written.of(ReportFormat.valueOf(format), OtherReports.hostile());
    assertThat(text.codePoints().filter(c -> c != '\n'))
        .noneMatch(c -> Character.isISOControl(c) || c == 0x202e || c == 0x2028);
  }

  @Test
  void hostileTextStaysReadable() throws IOException {
    assertThat(Written.of(ReportFormat.CONCISE, OtherReports.hostile()))
        .contains("]]> --> [i] </style>")
        .contains("\\x1b[31mred\\u202etxet\\x07\\u2028\\x00\\n@everyone");
  }

  @Test
  void coloursComeOnlyWhenAskedFor() throws IOException {
    String colored = Written.of(ReportFormat.FULL, SampleReport.report(), context(80, true, true));
    String plain = Written.of(ReportFormat.FULL, SampleReport.report(), context(80, false, true));
    assertThat(colored).contains("\u001b[1;31m");
    assertThat(colored.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void silenceWithoutEntryPointsIsAWarning() throws IOException {
    for (ReportFormat format : List.of(ReportFormat.CONCISE, ReportFormat.FULL)) {
      String text = Written.of(format, OtherReports.empty()).replaceAll("\\s+", " ");
      assertThat(text).contains("warning").contains("0 entry points found").contains("Pass the");
    }
    assertThat(Written.of(ReportFormat.HTML, OtherReports.empty()))
        .contains("No entry point was found.");
  }

  @Test
  void everyFindingHasALine() throws IOException {
    String text = Written.of(ReportFormat.CONCISE, OtherReports.large());
    assertThat(text.lines()).hasSize(201).last().asString().startsWith("200 findings (40 critical");
    assertThat(text).contains("app/m7.py:8:1: CT201 [medium] number 7\n");
  }

  @Test
  void everyKindOfEvidenceIsTold() throws IOException {
    Stream.of(ReportFormat.FULL, ReportFormat.HTML, ReportFormat.JSON, ReportFormat.SARIF)
        .forEach(format -> {
          try {
            assertThat(Written.of(format, OtherReports.everyKind()))
                .as(format.label())
                .contains("time.sleep(1)")
                .contains("task of the handler")
                .contains("/paths/~1orders~1{id}/post")
                .contains("answers of another tenant")
                .contains("POST")
                .contains("logs/access.log");
          } catch (IOException refused) {
            throw new AssertionError(refused);
          }
        });
    assertThat(Written.of(ReportFormat.CONCISE, OtherReports.everyKind()))
        .contains("POST /orders/{id}: CT701 [low] unguarded\n")
        .contains("logs/access.log:120: CT008 [note] leaks\n")
        .contains("gap [failure] CT101 rule CT101 failed");
  }

  private static ReportContext context(int width, boolean color, boolean unicode) {
    return new ReportContext(
        SampleReport.sources(), SampleReport.rules(), width, color, unicode, false);
  }
}
