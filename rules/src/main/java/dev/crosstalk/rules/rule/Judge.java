package dev.crosstalk.rules.rule;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.python.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Runs rules over a program. A rule that fails becomes a gap; the others still judge.
public final class Judge {

  /// What came out.
  public record Judgement(List<Finding> findings, List<Gap> gaps) {
    public Judgement {
      findings = List.copyOf(findings);
      gaps = List.copyOf(gaps);
    }
  }

  private Judge() {}

  /// Judges `program` by `rules`.
  public static Judgement judge(Program program, List<Rule> rules) {
    List<Finding> findings = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    for (Rule rule : rules) {
      try {
        rule.check().check(program).forEach(match -> findings.add(match.finding()));
      } catch (RuntimeException failure) {
        gaps.add(
            new Gap(
                Gap.Kind.FAILURE,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(rule.id()),
                "rule %s failed (%s); the other rules were run"
                    .formatted(rule.id().code(), failure)));
      }
    }
    return new Judgement(findings, gaps);
  }
}
