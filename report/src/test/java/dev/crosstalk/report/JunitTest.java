package dev.crosstalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.model.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// JUnit XML has no official schema; what its readers agree on is checked here: which elements hold
/// which, their attributes, and figures that add up.
class JunitTest {
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-z-]+)((?: [a-z]+=\"[^\"<]*\")*)(/?)>|<\\?xml [^>]*\\?>|([^<]+)");
  private static final Pattern ENTITY =
      Pattern.compile("&(?!(?:amp|lt|gt|quot);)|[\\x00-\\x08\\x0b-\\x1f]");

  static Stream<Report> reports() {
    return SchemaTest.reports();
  }

  /// Walks the document: well-formed, and every element where readers expect it.
  @ParameterizedTest
  @MethodSource("reports")
  void theStructureIsWhatReadersExpect(Report report) throws IOException {
    String document = Written.of(ReportFormat.JUNIT, report);
    assertThat(ENTITY.matcher(document).find()).isFalse();
    List<String> open = new ArrayList<>();
    Matcher tags = TAG.matcher(document);
    int end = 0;
    int cases = 0;
    while (tags.find()) {
      assertThat(tags.start()).as("markup that cannot be read").isEqualTo(end);
      end = tags.end();
      if (tags.group(2) == null) {
        continue;
      }
      if (!tags.group(1).isEmpty()) {
        assertThat(open.removeLast()).isEqualTo(tags.group(2));
        continue;
      }
      String parent = open.isEmpty() ? "" : open.getLast();
      assertThat(children(parent)).contains(tags.group(2));
      assertThat(attributes(tags.group(3))).containsAll(required(tags.group(2)));
      cases += tags.group(2).equals("testcase") ? 1 : 0;
      if (tags.group(4).isEmpty()) {
        open.add(tags.group(2));
      }
    }
    assertThat(end).isEqualTo(document.length());
    assertThat(open).isEmpty();
    int told = report.findings().size() + report.gaps().size();
    assertThat(cases).isEqualTo(Math.max(1, told));
    for (String figure : List.of("tests", "failures", "errors", "skipped")) {
      assertThat(sum(document, "testsuite ", figure))
          .isEqualTo(sum(document, "testsuites ", figure));
    }
    assertThat(sum(document, "testsuites ", "failures"))
        .isEqualTo(document.split("<failure ", -1).length - 1);
    assertThat(sum(document, "testsuites ", "skipped"))
        .isEqualTo(document.split("<skipped ", -1).length - 1);
  }

  @Test
  void onlyWhatCanFailARunIsAFailure() throws IOException {
    assertThat(Written.of(ReportFormat.JUNIT, SampleReport.report()))
        .contains("tests=\"3\" failures=\"2\" errors=\"0\" skipped=\"1\"")
        .contains("✗ ← written by B");
    assertThat(Written.of(ReportFormat.JUNIT, OtherReports.hostile()))
        .contains("failures=\"0\"")
        .contains("<system-out>");
    assertThat(Written.of(ReportFormat.JUNIT, OtherReports.everyKind())).contains("<error ");
    assertThat(Written.of(ReportFormat.JUNIT, OtherReports.empty()))
        .contains("tests=\"1\" failures=\"0\"");
  }

  private static Set<String> children(String parent) {
    return switch (parent) {
      case "" -> Set.of("testsuites");
      case "testsuites" -> Set.of("testsuite");
      case "testsuite" -> Set.of("testcase");
      case "testcase" -> Set.of("failure", "error", "skipped", "system-out");
      default -> Set.of();
    };
  }

  private static Set<String> required(String element) {
    return switch (element) {
      case "testsuites", "testsuite" -> Set.of("name", "tests", "failures", "errors", "skipped");
      case "testcase" -> Set.of("name", "classname", "time");
      case "failure", "error" -> Set.of("message", "type");
      default -> Set.of();
    };
  }

  private static List<String> attributes(String text) {
    return Pattern.compile("([a-z]+)=").matcher(text).results().map(each -> each.group(1)).toList();
  }

  private static int sum(String document, String element, String figure) {
    return Pattern.compile("<" + element + "[^>]*\\b" + figure + "=\"([0-9]+)\"")
        .matcher(document)
        .results()
        .mapToInt(match -> Integer.parseInt(match.group(1)))
        .sum();
  }
}
