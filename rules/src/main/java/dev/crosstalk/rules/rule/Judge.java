package dev.crosstalk.rules.rule;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.python.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Runs rules over a program. A rule that fails becomes a gap; the others still judge. Of several
/// rules that see one root cause the one that names it best reports.
public final class Judge {
  /// Who names a root cause best, first wins. Rules that are not listed never yield.
  private static final List<String> PRECEDENCE =
      List.of(
          "CT601", "CT603", "CT106", "CT107", "CT110", "CT111", "CT105", "CT109", "CT103", "CT104",
          "CT108", "CT308", "CT102", "CT101", "CT204", "CT203", "CT201", "CT202", "CT206", "CT208",
          "CT210");

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
    List<Match> matches = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    for (Rule rule : rules) {
      try {
        matches.addAll(rule.check().check(program));
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
    List<Finding> findings =
        matches.stream()
            .filter(match -> matches.stream().noneMatch(other -> takesOver(other, match)))
            .map(Match::finding)
            .toList();
    return new Judgement(findings, gaps);
  }

  private static boolean takesOver(Match other, Match match) {
    int theirs = PRECEDENCE.indexOf(other.finding().rule().code());
    int ours = PRECEDENCE.indexOf(match.finding().rule().code());
    if (theirs < 0 || ours < 0 || theirs >= ours) {
      return false;
    }
    // a leak is mended at the place, whoever acts on it; a window in the function that acts
    return other.finding().rule().code().startsWith("CT2")
        ? other.rootCause().equals(match.rootCause())
        : place(other).equals(place(match))
            || (other.finding().rule().code().startsWith("CT6")
                && whole(place(other)).equals(whole(place(match))));
  }

  /// A conversation is mended as a whole, whichever of its messages leaks.
  private static String whole(String place) {
    int item = place.indexOf("|[");
    return item < 0 ? place : place.substring(0, item);
  }

  private static String place(Match match) {
    return match.rootCause().lines().findFirst().orElse("");
  }
}
