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
  /// @param findings those that are not silenced, in the order given; then the comments that
  ///   silence nothing, if that rule was run
  /// @param suppressed how many were silenced
  /// @param gaps comments of ours that cannot be understood or say too little
  /// @param comments all of them, by file and line
  public record Outcome(
      List<Finding> findings, int suppressed, List<Gap> gaps, List<Suppression> comments) {
    public Outcome {
      findings = List.copyOf(findings);
      gaps = List.copyOf(gaps);
      comments = List.copyOf(comments);
    }
  }

  private final Program program;
  private final List<Rule> catalog;
  private final Set<RuleId> judged = new HashSet<>();
  private final Map<String, List<SuppressionComment>> comments = new HashMap<>();
  private final Set<String> unsure = new HashSet<>();
  private final List<Gap> gaps = new ArrayList<>();
  private boolean incomplete;
  private int suppressed;

  private Suppressions(Program program, List<Rule> catalog, List<Rule> judged) {
    this.program = program;
    this.catalog = catalog;
    judged.forEach(rule -> this.judged.add(rule.id()));
    for (Gap gap : program.gaps()) {
      gap.path().ifPresent(unsure::add);
      incomplete |= gap.kind() == Gap.Kind.LIMIT;
    }
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
      List<SuppressionComment> read = read(path);
      if (!read.isEmpty()) {
        comments.put(path, read);
      }
    }
    List<Finding> kept =
        new ArrayList<>(findings.stream().filter(finding -> !isSilenced(finding, false)).toList());
    // silencing this rule is a use of a comment, too, so these comments are asked first
    for (Suppression comment : told()) {
      if (judged.contains(UnusedComment.ID)) {
        UnusedComment.findings(comment, program).stream()
            .filter(finding -> !isSilenced(finding, true))
            .forEach(kept::add);
      }
    }
    comments.forEach((path, each) -> each.forEach(comment -> check(path, comment)));
    return new Outcome(kept, suppressed, gaps, told());
  }

  private List<SuppressionComment> read(String path) {
    List<SuppressionComment> read = new ArrayList<>();
    for (Program.SteeringComment comment : program.steeringComments(path)) {
      int line = comment.line();
      int to = comment.alone() ? nextCode(path, line) : line;
      int from = comment.alone() ? to : Math.min(comment.statementStart(), line);
      for (Directive directive : Directive.parse(comment.text())) {
        read.add(
            new SuppressionComment(
                path, line, column(path, comment), comment.text(), from, to, directive));
      }
    }
    return read;
  }

  private int column(String path, Program.SteeringComment comment) {
    Optional<SourceText> source = program.sources().apply(path);
    int end = source.map(text -> text.lineText(comment.line()).length()).orElse(0);
    return Math.max(1, end - comment.text().length() + 1);
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

  /// @param byName whether only comments that name the rule count; a bare one would excuse itself
  private boolean isSilenced(Finding finding, boolean byName) {
    if (!(finding.place() instanceof Place.Source place)) {
      return false;
    }
    boolean silenced = false;
    for (SuppressionComment comment : comments.getOrDefault(place.path(), List.of())) {
      if (!byName || !comment.directive().selectors().isEmpty()) {
        silenced |= comment.takes(finding);
      }
    }
    suppressed += silenced ? 1 : 0;
    return silenced;
  }

  private List<Suppression> told() {
    List<Suppression> all = new ArrayList<>();
    for (String path : program.files()) {
      for (SuppressionComment comment : comments.getOrDefault(path, List.of())) {
        all.add(told(path, comment));
      }
    }
    return all;
  }

  private Suppression told(String path, SuppressionComment comment) {
    Directive directive = comment.directive();
    if (directive.form() == Suppression.Form.UNKNOWN || !unknown(directive).isEmpty()) {
      return comment.told(List.of(), Suppression.State.WRONG);
    }
    boolean sure = !incomplete && !unsure.contains(path);
    if (directive.selectors().isEmpty()) {
      boolean idle = !comment.isUsed();
      boolean known = sure && isJudged(Optional.empty());
      return comment.told(
          idle && known ? List.of("every rule") : List.of(), state(idle, known, false));
    }
    List<String> idle = comment.idleSelectors().stream().filter(this::isAboutRules).toList();
    List<String> known =
        idle.stream().filter(selector -> sure && isJudged(Optional.of(selector))).toList();
    boolean nothing = !comment.isUsed();
    return comment.told(
        known,
        nothing
            ? state(true, known.size() == idle.size() && !idle.isEmpty(), false)
            : state(false, true, !known.isEmpty()));
  }

  private static Suppression.State state(boolean idle, boolean known, boolean partly) {
    if (!idle) {
      return partly ? Suppression.State.PARTLY_USED : Suppression.State.USED;
    }
    return known ? Suppression.State.UNUSED : Suppression.State.NOT_JUDGED;
  }

  /// Tells what is wrong with a comment of ours. Comments for all tools (`noqa`) are nobody's to
  /// judge.
  private void check(String path, SuppressionComment comment) {
    Directive directive = comment.directive();
    if (directive.form() == Suppression.Form.UNKNOWN) {
      gap(
          path,
          comment,
          "'# crosstalk: %s' is not understood; write '# crosstalk: ignore[CTnnn] reason'"
              .formatted(directive.selectors().getFirst()));
      return;
    }
    if (directive.form() == Suppression.Form.NOQA) {
      return;
    }
    List<String> unknown = unknown(directive);
    if (!unknown.isEmpty()) {
      gap(
          path,
          comment,
          "unknown rule %s in a suppression (crosstalk rule --all lists the rules)"
              .formatted(String.join(", ", unknown)));
    } else if (comment.isUsed()
        && directive.selectors().isEmpty()
        && directive.reason().isEmpty()) {
      gap(path, comment, "this suppression silences every rule; name the rules and the reason");
    }
  }

  private List<String> unknown(Directive directive) {
    return directive.form() == Suppression.Form.NOQA
        ? List.of()
        : directive.selectors().stream().filter(selector -> !isOurs(selector)).toList();
  }

  private boolean isOurs(String selector) {
    return catalog.stream().anyMatch(rule -> Directive.names(selector, rule.id()));
  }

  /// Whether it names rules other than the one about comments, which is found last.
  private boolean isAboutRules(String selector) {
    return catalog.stream()
        .anyMatch(
            rule -> !rule.id().equals(UnusedComment.ID) && Directive.names(selector, rule.id()));
  }

  /// Whether every rule that the selector stands for was run; without one those that are on by
  /// default. A comment about comments is never unused: it may be there for another one.
  private boolean isJudged(Optional<String> selector) {
    return catalog.stream()
        .filter(rule ->
            selector
                .map(each -> Directive.names(each, rule.id()))
                .orElse(rule.onByDefault() && !rule.id().equals(UnusedComment.ID)))
        .allMatch(rule -> judged.contains(rule.id()) && !rule.id().equals(UnusedComment.ID));
  }

  private void gap(String path, SuppressionComment comment, String message) {
    gaps.add(
        new Gap(
            Gap.Kind.CONFIGURATION,
            Optional.of(path),
            OptionalInt.of(comment.line()),
            Optional.empty(),
            message));
  }
}
