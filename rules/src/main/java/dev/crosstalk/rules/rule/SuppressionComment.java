package dev.crosstalk.rules.rule;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A comment of the program while findings are held against it.
final class SuppressionComment {
  private final String path;
  private final int line;
  private final int column;
  private final String text;
  private final int from;
  private final int to;
  private final Directive directive;
  private final List<Finding> silenced = new ArrayList<>();
  private final Set<String> busy = new LinkedHashSet<>();

  /// @param from first line that it holds for
  /// @param to last line that it holds for
  SuppressionComment(
      String path, int line, int column, String text, int from, int to, Directive directive) {
    this.path = path;
    this.line = line;
    this.column = column;
    this.text = text;
    this.from = from;
    this.to = to;
    this.directive = directive;
  }

  Directive directive() {
    return directive;
  }

  int line() {
    return line;
  }

  /// Whether it silences the finding; when it does, it remembers.
  boolean takes(Finding finding) {
    if (directive.form() == Suppression.Form.UNKNOWN
        || !(finding.place() instanceof Place.Source place)
        || !reaches(place)
        || !directive.covers(finding.rule())) {
      return false;
    }
    silenced.add(finding);
    directive.selectors().stream()
        .filter(selector -> Directive.names(selector, finding.rule()))
        .forEach(busy::add);
    return true;
  }

  private boolean reaches(Place.Source place) {
    return directive.form() == Suppression.Form.IGNORE_FILE
        || (from <= place.line() && place.line() <= to)
        || (place.line() <= line && line <= place.endLine());
  }

  boolean isUsed() {
    return !silenced.isEmpty();
  }

  /// The selectors that took nothing.
  List<String> idleSelectors() {
    return directive.selectors().stream().filter(selector -> !busy.contains(selector)).toList();
  }

  Suppression told(List<String> idle, Suppression.State state) {
    return new Suppression(
        path,
        line,
        column,
        text,
        directive.form(),
        directive.selectors(),
        directive.reason(),
        silenced,
        idle,
        state);
  }
}
