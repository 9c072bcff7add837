package dev.crosstalk.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.rules.rule.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSelectionTest {
  private static final List<Rule> CATALOG =
      List.of(
          rule("CT101", "request-data-in-module-state", true),
          rule("CT102", "request-data-in-shared-instance", true),
          rule("CT201", "check-then-act-across-await", true),
          rule("CT901", "module-level-mutable", false));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // select             | extend | ignore        | what is run
        "-                    | -      | -             | CT101 CT102 CT201",
        "ALL                  | -      | -             | CT101 CT102 CT201 CT901",
        "CT1                  | -      | -             | CT101 CT102",
        "ct1                  | -      | -             | CT101 CT102",
        "CT                   | -      | -             | CT101 CT102 CT201 CT901",
        "CT901                | -      | -             | CT901",
        "module-level-mutable | -      | -             | CT901",
        "CT101,CT201          | -      | -             | CT101 CT201",
        "-                    | CT901  | -             | CT101 CT102 CT201 CT901",
        "-                    | -      | CT101         | CT102 CT201",
        "-                    | -      | ALL           | ''",
        "ALL                  | -      | CT9           | CT101 CT102 CT201",
        "CT101                | -      | CT1           | CT101",
        "CT1                  | -      | CT101         | CT102",
        "CT101                | -      | CT101         | ''",
        "CT1                  | -      | CT1           | ''",
        "all                  | -      | check-then-act-across-await | CT101 CT102 CT901",
      })
  void theMoreSpecificSelectorWins(String select, String extend, String ignore, String run) {
    Selectors selectors =
        new Selectors(
            Optional.ofNullable(select).map(RuleSelectionTest::split),
            split(extend),
            split(ignore),
            "--select");
    RuleSelection selection = RuleSelection.of(CATALOG, List.of(selectors));
    assertThat(codes(selection)).isEqualTo(run);
    assertThat(selection.unknown()).isEmpty();
  }

  @Test
  void theArgumentsWinOverTheFile() {
    Selectors file = new Selectors(Optional.of(List.of("CT2")), List.of(), List.of("CT101"), "f");
    Selectors select = new Selectors(Optional.of(List.of("CT101")), List.of(), List.of(), "a");
    Selectors ignore = new Selectors(Optional.empty(), List.of(), List.of("CT201"), "a");
    assertThat(codes(RuleSelection.of(CATALOG, List.of(file, select)))).isEqualTo("CT101");
    assertThat(codes(RuleSelection.of(CATALOG, List.of(file, ignore)))).isEmpty();
    assertThat(codes(RuleSelection.of(CATALOG, List.of(file, Selectors.none("a")))))
        .isEqualTo("CT201");
  }

  @Test
  void anUnknownSelectorIsToldAndTheOthersStillCount() {
    Selectors selectors =
        new Selectors(Optional.of(List.of("CT201", "CT110")), List.of(), List.of(), "--select");
    RuleSelection selection = RuleSelection.of(CATALOG, List.of(selectors));
    assertThat(codes(selection)).isEqualTo("CT201");
    assertThat(selection.unknown())
        .containsExactly(
            "unknown rule 'CT110' in --select; did you mean CT101?"
                + " (crosstalk rule --all lists them)");
  }

  @Test
  void withNothingButUnknownSelectorsTheDefaultStays() {
    Selectors selectors =
        new Selectors(Optional.of(List.of("E501")), List.of(), List.of(), "--select");
    RuleSelection selection = RuleSelection.of(CATALOG, List.of(selectors));
    assertThat(codes(selection)).isEqualTo("CT101 CT102 CT201");
    assertThat(selection.unknown()).hasSize(1);
  }

  @Test
  void aRuleOfAnotherVerbIsNotUnknown() {
    Selectors selectors =
        new Selectors(Optional.of(List.of("CT7", "CT2")), List.of(), List.of("CT701"), "f");
    RuleSelection selection =
        RuleSelection.of(
            CATALOG, List.of(new RuleId("CT701", "unguarded-state-change")), List.of(selectors));
    assertThat(codes(selection)).isEqualTo("CT201");
    assertThat(selection.unknown()).isEmpty();
  }

  private static List<String> split(@org.jspecify.annotations.Nullable String list) {
    return list == null ? List.of() : Arrays.asList(list.split(",", -1));
  }

  private static String codes(RuleSelection selection) {
    return String.join(" ", selection.rules().stream().map(rule -> rule.id().code()).toList());
  }

  private static Rule rule(String code, String name, boolean on) {
    return new Rule(new RuleId(code, name), Severity.HIGH, "A rule.", on, _ -> List.of());
  }
}
