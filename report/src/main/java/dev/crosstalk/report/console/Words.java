package dev.crosstalk.report.console;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Severity;
import dev.crosstalk.report.text.Figures;
import dev.crosstalk.report.text.Ink.Style;
import java.util.List;
import java.util.StringJoiner;

/// Phrases that several console reports share.
public final class Words {
  private Words() {}

  /// `path:line:column`, `METHOD /template` or `log:line`.
  public static String place(Place place) {
    return switch (place) {
      case Place.Source source -> source.path() + ":" + source.line() + ":" + source.column();
      case Place.Operation operation -> operation.method() + " " + operation.pathTemplate();
      case Place.Log log -> log.path() + ":" + log.line();
    };
  }

  /// `path:line`, `path` or nothing.
  public static String place(Gap gap) {
    String path = gap.path().orElse("");
    return gap.line().isPresent() ? path + ":" + gap.line().getAsInt() : path;
  }

  /// `1 critical, 2 high`; empty without findings.
  public static String bySeverity(List<Finding> findings) {
    StringJoiner joined = new StringJoiner(", ");
    for (Severity severity : Severity.values()) {
      long number = findings.stream().filter(finding -> finding.severity() == severity).count();
      if (number > 0) {
        joined.add(Figures.grouped(number) + " " + severity.label());
      }
    }
    return joined.toString();
  }

  static Style style(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> Style.ALARM;
      case MEDIUM, LOW -> Style.WARNING;
      case NOTE -> Style.BOLD;
    };
  }

  /// The next step where no entry point was recognised.
  public static final String BLIND =
      "0 entry points found, so no request path could be judged. Pass the folder in which the"
          + " application and its routers are created.";
}
