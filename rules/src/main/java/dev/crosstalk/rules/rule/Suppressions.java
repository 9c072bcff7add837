package dev.crosstalk.rules.rule;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Comments by which an author silences findings.
///
/// A comment holds for the logical line it belongs to; alone on its line, for the next line that is
/// not a comment; with `ignore-file`, for the whole file.
public final class Suppressions {

  /// What is left.
  ///
  /// @param findings those that are not silenced, in the order given
  /// @param suppressed how many were
  /// @param gaps comments of ours that silence nothing or cannot be understood
  public record Outcome(List<Finding> findings, int suppressed, List<Gap> gaps) {
    public Outcome {
      findings = List.copyOf(findings);
      gaps = List.copyOf(gaps);
    }
  }

  /// A comment with the lines it holds for.
  private record Comment(int line, int from, int to, Directive directive) {
    boolean reaches(Place.Source place) {
      return directive.kind() == Directive.Kind.IGNORE_FILE
          || (from <= place.line() && place.line() <= to)
          || (place.line() <= line && line <= place.endLine());
    }
  }

  private final Program program;
  private final List<Rule> catalog;
  private final Set<RuleId> judged = new HashSet<>();
  private final Map<String, List<Comment>> comments = new HashMap<>();
  private final Set<Comment> used = new HashSet<>();
  private final List<Gap> gaps = new ArrayList<>();

  private Suppressions(Program program, List<Rule> catalog, List<Rule> judged) {
    this.program = program;
    this.catalog = catalog;
    judged.forEach(rule -> this.judged.add(rule.id()));
  }

  /// Takes out the findings that a comment silences.
  ///
  /// @param catalog every rule there is, to tell an unknown code from one that was not asked for
  /// @param judged the rules that were run; a comment for another rule may be needed elsewhere
  public static Outcome apply(
      Program program, List<Finding> findings, List<Rule> catalog, List<Rule> judged) {
    return new Suppressions(program, catalog, judged).outcome(findings);
  }

  private Outcome outcome(List<Finding> findings) {
    for (String path : program.files()) {
      List<Program.SteeringComment> steering = program.steeringComments(path);
      if (!steering.isEmpty()) {
        comments.put(path, read(path, steering));
      }
    }
    List<Finding> kept = findings.stream().filter(finding -> !isSilenced(finding)).toList();
    for (String path : program.files()) {
      for (Comment comment : comments.getOrDefault(path, List.of())) {
        check(path, comment);
      }
    }
    return new Outcome(kept, findings.size() - kept.size(), gaps);
  }

  private List<Comment> read(String path, List<Program.SteeringComment> steering) {
    List<Comment> read = new ArrayList<>();
    for (Program.SteeringComment comment : steering) {
      Optional<Directive> directive = Directive.parse(comment.text());
      if (directive.isPresent()) {
        int line = comment.line();
        int to = comment.alone() ? nextCode(path, line) : line;
        int from = comment.alone() ? to : Math.min(comment.statementStart(), line);
        read.add(new Comment(line, from, to, directive.get()));
      }
    }
    return read;
  }

  /// The line after `line` that is not a comment.
  private int nextCode(String path, int line) {
    Optional<SourceText> source = program.sources().apply(path);
    int next = line + 1;
    while (source.isPresent()
        && next <= source.get().lineCount()
        && source.get().lineText(next).stripLeading().startsWith("#")) {
      next++;
    }
    return next;
  }

  private boolean isSilenced(Finding finding) {
    if (!(finding.place() instanceof Place.Source place)) {
      return false;
    }
    boolean silenced = false;
    for (Comment comment : comments.getOrDefault(place.path(), List.of())) {
      if (comment.directive().kind() != Directive.Kind.UNKNOWN
          && comment.reaches(place)
          && comment.directive().covers(finding.rule())) {
        used.add(comment);
        silenced = true;
      }
    }
    return silenced;
  }

  /// Tells what is wrong with a comment of ours. Comments for all tools (`noqa`) are nobody's to
  /// judge.
  private void check(String path, Comment comment) {
    Directive directive = comment.directive();
    if (directive.kind() == Directive.Kind.UNKNOWN) {
      gap(
          path,
          comment,
          "'# crosstalk: %s' is not understood; write '# crosstalk: ignore[CTnnn] reason'"
              .formatted(directive.selectors().getFirst()));
      return;
    }
    if (directive.kind() == Directive.Kind.NOQA) {
      return;
    }
    List<String> unknown =
        directive.selectors().stream().filter(selector -> !isKnown(selector)).toList();
    if (!unknown.isEmpty()) {
      gap(
          path,
          comment,
          "unknown rule %s in a suppression (crosstalk rule --all lists the rules)"
              .formatted(String.join(", ", unknown)));
    } else if (!used.contains(comment) && wasJudged(directive)) {
      gap(path, comment, "this suppression silences nothing; remove it");
    } else if (directive.selectors().isEmpty() && directive.reason().isEmpty()) {
      gap(path, comment, "this suppression silences every rule; name the rules and the reason");
    }
  }

  private boolean isKnown(String selector) {
    return catalog.stream().anyMatch(rule -> Directive.names(selector, rule.id()));
  }

  /// Whether every rule the comment is about was run; for a bare comment those that are on by
  /// default.
  private boolean wasJudged(Directive directive) {
    boolean bare = directive.selectors().isEmpty();
    return catalog.stream()
        .filter(rule -> bare ? rule.onByDefault() : directive.covers(rule.id()))
        .allMatch(rule -> judged.contains(rule.id()));
  }

  private void gap(String path, Comment comment, String message) {
    gaps.add(
        new Gap(
            Gap.Kind.CONFIGURATION,
            Optional.of(path),
            OptionalInt.of(comment.line()),
            Optional.empty(),
            message));
  }
}
