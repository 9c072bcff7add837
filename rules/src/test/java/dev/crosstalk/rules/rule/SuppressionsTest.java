package dev.crosstalk.rules.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.SourceText;
import dev.crosstalk.model.Summary;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.effects.Episode;
import dev.crosstalk.python.effects.Hazard;
import dev.crosstalk.python.effects.ModuleVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionsTest {
  private static final Rule STATE = rule("CT101", "request-data-in-module-state", true);
  private static final Rule CHECK = rule("CT201", "check-then-act-across-await", true);
  private static final Rule POLICY = rule("CT901", "module-level-mutable", false);
  private static final Rule UNUSED = rule("CT904", "unused-suppression", true);
  private static final List<Rule> CATALOG = List.of(STATE, CHECK, POLICY, UNUSED);
  private static final List<Rule> ON = List.of(STATE, CHECK, UNUSED);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# crosstalk: ignore[CT101] set once at start",
        "# crosstalk: ignore[CT1] reason",
        "# crosstalk: ignore[CT201, CT101] reason",
        "# crosstalk: ignore[request-data-in-module-state] reason",
        "# crosstalk: ignore[ct101] reason",
        "#crosstalk:ignore[CT101]",
        "# CrossTalk: ignore[CT101]",
        "# crosstalk: ignore every rule, and why",
        "# noqa: CT101",
        "# noqa: E501, CT101",
        "# noqa:E501,CT101 because",
        "# NOQA",
        "# noqa",
        "# type: ignore  # noqa: CT101",
        "# pragma: no cover # crosstalk: ignore[CT101] reason",
      })
  void aCommentOnTheLineSilences(String comment) {
    assertThat(outcome("x = 1\ny = 2  " + comment + "\n", at(STATE, 2)).findings())
        .doesNotContain(at(STATE, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# crosstalk: ignore[CT201] reason",
        "# crosstalk: ignore[CT1011]",
        "# crosstalk: ignore[T101]",
        "# crosstalk ignore[CT101]",
        "# crosstalk talks here, ignore it",
        "# noqa: E501",
        "# noqa: because of CT101",
        "# noqax",
        "# see noqa: CT101",
      })
  void anyOtherCommentDoesNot(String comment) {
    assertThat(outcome("x = 1\ny = 2  " + comment + "\n", at(STATE, 2)).findings())
        .contains(at(STATE, 2));
  }

  @Test
  void aCommentOnAnotherLineDoesNot() {
    String source = "x = 1  # noqa: CT101\ny = 2\nz = 3  # noqa: CT101\n";
    assertThat(outcome(source, at(STATE, 2)).findings()).hasSize(1);
  }

  @Test
  void aloneOnItsLineItHoldsForTheNextLineOfCode() {
    String source = "# crosstalk: ignore[CT101] reason\n# more words\nx = 1\ny = 2\n";
    assertThat(outcome(source, at(STATE, 3), at(STATE, 4)).findings())
        .containsExactly(at(STATE, 4));
  }

  @Test
  void itHoldsForEveryLineOfItsStatement() {
    String source = "call(\n    a,\n    b,\n)  # crosstalk: ignore[CT101] reason\nx = 1\n";
    assertThat(outcome(source, at(STATE, 1), at(STATE, 2), at(STATE, 5)).findings())
        .containsExactly(at(STATE, 5));
  }

  @Test
  void inTheFirstLineItHoldsForAFindingThatReachesFurther() {
    String source = "call(  # crosstalk: ignore[CT101] reason\n    a,\n)\n";
    assertThat(outcome(source, at(STATE, 1)).findings()).isEmpty();
  }

  @Test
  void forTheFileItHoldsEverywhere() {
    String source = "x = 1\ny = 2\n# crosstalk: ignore-file[CT101] generated\n";
    Suppressions.Outcome outcome = outcome(source, at(STATE, 1), at(STATE, 2), at(CHECK, 2));
    assertThat(outcome.findings()).containsExactly(at(CHECK, 2));
    assertThat(outcome.suppressed()).isEqualTo(2);
    assertThat(outcome.gaps()).isEmpty();
  }

  @Test
  void onlyFindingsOfTheSameFileAreSilenced() {
    Finding other = at(STATE, 1, "other.py");
    assertThat(outcome("x = 1  # noqa\n", other).findings()).containsExactly(other);
  }

  @Test
  void whatSilencesNothingIsFound() {
    Suppressions.Outcome outcome =
        outcome("x = 1\ny = 2  # crosstalk: ignore[CT101, CT201] reason\n");
    assertThat(outcome.gaps()).isEmpty();
    assertThat(outcome.suppressed()).isZero();
    assertThat(outcome.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule().code()).isEqualTo("CT904");
          assertThat(finding.message()).isEqualTo("this suppression silences nothing");
          assertThat(finding.place()).isEqualTo(new Place.Source("app.py", 2, 8, 2, 48, "app"));
        });
    assertThat(outcome.comments())
        .singleElement()
        .satisfies(comment -> {
          assertThat(comment.state()).isEqualTo(Suppression.State.UNUSED);
          assertThat(comment.idle()).containsExactly("CT101", "CT201");
        });
  }

  @Test
  void aRuleAmongOthersThatSilencesNothingIsFound() {
    Suppressions.Outcome outcome =
        outcome("x = 1  # crosstalk: ignore[CT101, CT201] reason\n", at(STATE, 1));
    assertThat(outcome.findings())
        .extracting(Finding::message)
        .containsExactly("CT201 in this suppression silences nothing");
    assertThat(outcome.comments())
        .singleElement()
        .satisfies(comment -> {
          assertThat(comment.state()).isEqualTo(Suppression.State.PARTLY_USED);
          assertThat(comment.silenced()).containsExactly(at(STATE, 1));
          assertThat(comment.reason()).isEqualTo("reason");
        });
  }

  @Test
  void aBareOneThatSilencesNothingDoesNotExcuseItself() {
    assertThat(outcome("x = 1  # crosstalk: ignore\n").findings())
        .extracting(Finding::rule)
        .containsExactly(UNUSED.id());
    assertThat(outcome("# crosstalk: ignore-file\nx = 1\n").findings()).hasSize(1);
  }

  @Test
  void oneThatNamesTheRuleExcusesItself() {
    Suppressions.Outcome outcome =
        outcome("x = 1  # crosstalk: ignore[CT101, CT904] needed on Windows only\n");
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.suppressed()).isEqualTo(1);
    String file = "# crosstalk: ignore-file[CT904] reason\nx = 1  # crosstalk: ignore[CT101] r\n";
    assertThat(outcome(file).findings()).isEmpty();
    assertThat(outcome("x = 1  # crosstalk: ignore[CT904] reason\n").findings()).isEmpty();
  }

  @Test
  void whatWasNotFullyReadIsNotCalledUnused() {
    for (Gap.Kind kind : List.of(Gap.Kind.SYNTAX, Gap.Kind.LIMIT)) {
      Gap gap =
          new Gap(kind, Optional.of("app.py"), OptionalInt.empty(), Optional.empty(), "broken");
      Suppressions.Outcome outcome =
          Suppressions.apply(
              program("x = 1  # crosstalk: ignore[CT101] reason\n", List.of(gap)),
              List.of(),
              CATALOG,
              ON);
      assertThat(outcome.findings()).isEmpty();
      assertThat(outcome.comments())
          .extracting(Suppression::state)
          .containsExactly(Suppression.State.NOT_JUDGED);
    }
  }

  @Test
  void oursStandsBesideTheOneOfOtherTools() {
    String source = "x = 1  # noqa: E501, CT201  # crosstalk: ignore[CT101] reason\n";
    assertThat(outcome(source, at(STATE, 1), at(CHECK, 1)).findings()).isEmpty();
  }

  @Test
  void aSuppressionOfARuleThatWasNotRunIsLeftInPeace() {
    String source = "x = []  # crosstalk: ignore[CT901] filled at start\n";
    assertThat(outcome(source).findings()).isEmpty();
    Suppressions.Outcome narrow =
        Suppressions.apply(
            program("x = 1  # crosstalk: ignore[CT101] r\n", List.of()),
            List.of(),
            CATALOG,
            List.of(CHECK, UNUSED));
    assertThat(narrow.findings()).isEmpty();
    assertThat(narrow.comments())
        .extracting(Suppression::state)
        .containsExactly(Suppression.State.NOT_JUDGED);
  }

  @Test
  void nothingIsFoundWhenTheRuleIsOff() {
    assertThat(
            Suppressions.apply(
                    program("x = 1  # crosstalk: ignore[CT101] r\n", List.of()),
                    List.of(),
                    CATALOG,
                    List.of(STATE, CHECK))
                .findings())
        .isEmpty();
  }

  @Test
  void anUnknownCodeIsTold() {
    assertThat(messages("x = 1  # crosstalk: ignore[CT101, CT999] reason\n", at(STATE, 1)))
        .containsExactly(
            "1 unknown rule CT999 in a suppression (crosstalk rule --all lists the rules)");
  }

  @Test
  void aBareOneIsAskedForItsReason() {
    assertThat(messages("x = 1  # crosstalk: ignore\n", at(STATE, 1)))
        .containsExactly("1 this suppression silences every rule; name the rules and the reason");
  }

  @Test
  void aWordNobodyKnowsIsTold() {
    assertThat(messages("x = 1  # crosstalk: ignroe[CT101]\n"))
        .containsExactly(
            "1 '# crosstalk: ignroe' is not understood; write"
                + " '# crosstalk: ignore[CTnnn] reason'");
  }

  @Test
  void commentsForAllToolsAreNobodysToJudge() {
    Suppressions.Outcome outcome =
        outcome("x = 1  # noqa: CT101\ny = 2  # noqa\nz = 3  # noqa: CT999\n");
    assertThat(outcome.gaps()).isEmpty();
    assertThat(outcome.findings()).isEmpty();
  }

  private static List<String> messages(String source, Finding... findings) {
    return outcome(source, findings).gaps().stream()
        .map((Gap gap) -> gap.line().orElse(0) + " " + gap.message())
        .toList();
  }

  private static Suppressions.Outcome outcome(String source, Finding... findings) {
    return Suppressions.apply(program(source, List.of()), List.of(findings), CATALOG, ON);
  }

  private static Rule rule(String code, String name, boolean on) {
    return new Rule(new RuleId(code, name), Severity.HIGH, "A rule.", on, _ -> List.of());
  }

  private static Finding at(Rule rule, int line) {
    return at(rule, line, "app.py");
  }

  private static Finding at(Rule rule, int line, String path) {
    return new Finding(
        rule.id(),
        rule.severity(),
        Confidence.HIGH,
        Verdict.SUSPECTED,
        "A message.",
        new Place.Source(path, line, 1, line, 5, "app"),
        "0123456789abcdef",
        new Evidence.Contract("", ""),
        List.of(),
        "",
        List.of(),
        Optional.empty());
  }

  /// One file with its comments found line by line; a line with more brackets closed than opened
  /// ends the statement that the last line with an open one began.
  private static Program program(String text, List<Gap> gaps) {
    List<Program.SteeringComment> comments = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    int start = 1;
    int open = 0;
    for (int i = 0; i < lines.length; i++) {
      int hash = lines[i].indexOf('#');
      String code = hash < 0 ? lines[i] : lines[i].substring(0, hash);
      if (open == 0) {
        start = i + 1;
      }
      open += (int) code.chars().filter(c -> c == '(').count();
      open -= (int) code.chars().filter(c -> c == ')').count();
      if (hash >= 0) {
        comments.add(
            new Program.SteeringComment(i + 1, start, code.isBlank(), lines[i].substring(hash)));
      }
    }
    return new Program() {
      @Override
      public List<String> files() {
        return List.of("app.py", "other.py");
      }

      @Override
      public List<Gap> gaps() {
        return gaps;
      }

      @Override
      public Summary summary() {
        return new Summary(2, lines.length, 1, 0, 0, 0, 0);
      }

      @Override
      public Report.Sources sources() {
        return path -> path.equals("app.py") ? Optional.of(new SourceText(text)) : Optional.empty();
      }

      @Override
      public List<SteeringComment> steeringComments(String path) {
        return path.equals("app.py") ? comments : List.of();
      }

      @Override
      public List<Hazard> hazards() {
        return List.of();
      }

      @Override
      public List<Episode> episodes() {
        return List.of();
      }

      @Override
      public List<ModuleVariable> moduleVariables() {
        return List.of();
      }
    };
  }
}
