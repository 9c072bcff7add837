package dev.crosstalk.rules.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.spec.Spec;
import dev.crosstalk.rules.rule.Judge.Judgement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs every document of the pages and compares the findings with the markers beside the methods.
/// All rules judge every document, so one rule's page also shows that the others are quiet there.
class ContractPagesTest {
  private static final Pattern PATH = Pattern.compile("^  (/\\S*):\\s*$");
  private static final Pattern METHOD =
      Pattern.compile("^    (get|put|post|patch|delete):\\s*(?:#\\s*(.*))?$");
  private static final Pattern MARKER =
      Pattern.compile("(error|missed): \\[([a-z-]+)(?:, (\\w+)=(\\w+))?\\](.*)");

  private record Expectation(
      boolean missed, String rule, String option, String value, String operation, String words) {

    boolean matches(Finding finding) {
      boolean option =
          switch (this.option) {
            case "severity" ->
                finding.severity() == Severity.valueOf(value.toUpperCase(Locale.ROOT));
            case "confidence" ->
                finding.confidence() == Confidence.valueOf(value.toUpperCase(Locale.ROOT));
            default -> true;
          };
      return option
          && finding.rule().name().equals(rule)
          && label(finding).equals(operation)
          && finding.message().contains(words);
    }
  }

  static List<ContractRule> rules() {
    return ContractRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyDocumentOfThePageJudgesAsItSays(ContractRule rule) throws DocumentException {
    List<String> blocks = blocks(rule.page());
    assertThat(blocks).hasSizeGreaterThanOrEqualTo(4);
    boolean found = false;
    for (String block : blocks) {
      Spec spec = Spec.of(Documents.parse(block.getBytes(StandardCharsets.UTF_8)));
      assertThat(spec.troubles()).isEmpty();
      Judgement judgement = ContractRules.judge(spec, ContractRules.all());
      assertThat(judgement.gaps()).isEmpty();
      List<Finding> left = new ArrayList<>(judgement.findings());
      for (Expectation expected : expectations(block)) {
        boolean matched =
            left.stream().filter(expected::matches).findFirst().map(left::remove).isPresent();
        assertThat(matched)
            .as("%s in%n%s%ngot %s", expected, block, left)
            .isNotEqualTo(expected.missed());
        found |= matched;
      }
      assertThat(left).as(block).isEmpty();
      for (Finding finding : judgement.findings()) {
        assertThat(finding.verdict()).isEqualTo(Verdict.SUSPECTED);
        assertThat(finding.fingerprint()).matches("[0-9a-f]{16}");
      }
    }
    assertThat(found).isTrue();
  }

  private static String label(Finding finding) {
    return finding.place() instanceof Place.Operation operation
        ? operation.method() + " " + operation.pathTemplate()
        : "";
  }

  private static List<String> blocks(String page) {
    return Arrays.stream(page.split("```yaml\n", -1))
        .skip(1)
        .map(rest -> rest.substring(0, rest.indexOf("```")))
        .toList();
  }

  private static List<Expectation> expectations(String block) {
    List<Expectation> found = new ArrayList<>();
    String path = "";
    for (String line : block.lines().toList()) {
      Matcher pathLine = PATH.matcher(line);
      if (pathLine.matches()) {
        path = pathLine.group(1);
      }
      Matcher method = METHOD.matcher(line);
      if (method.matches() && method.group(2) != null && !method.group(2).equals("ok")) {
        Matcher marker = MARKER.matcher(method.group(2));
        assertThat(marker.matches()).as(line).isTrue();
        found.add(
            new Expectation(
                marker.group(1).equals("missed"),
                marker.group(2),
                marker.group(3) == null ? "" : marker.group(3),
                marker.group(4) == null ? "" : marker.group(4),
                method.group(1).toUpperCase(Locale.ROOT) + " " + path,
                marker.group(5).strip()));
      }
    }
    return found;
  }
}
