package dev.crosstalk.report.console;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Summary;
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

  /// `1 file`, `2,000 files`.
  public static String count(long number, String one) {
    return grouped(number) + " " + (number == 1 ? one : one + "s");
  }

  /// Digits in groups of three.
  public static String grouped(long number) {
    StringBuilder digits = new StringBuilder(Long.toString(number));
    for (int i = digits.length() - 3; i > (number < 0 ? 1 : 0); i -= 3) {
      digits.insert(i, ',');
    }
    return digits.toString();
  }

  /// `1 critical, 2 high`; empty without findings.
  public static String bySeverity(List<Finding> findings) {
    StringJoiner joined = new StringJoiner(", ");
    for (Severity severity : Severity.values()) {
      long number = findings.stream().filter(finding -> finding.severity() == severity).count();
      if (number > 0) {
        joined.add(grouped(number) + " " + severity.label());
      }
    }
    return joined.toString();
  }

  /// Whole per cent, rounded down: 100 means all.
  public static int percent(Summary summary) {
    return (int) Math.floor(summary.resolvedShare() * 100);
  }

  /// True when source was read and nothing in it takes requests: then silence means nothing.
  public static boolean blind(Report report) {
    return report.summary().files() > 0 && report.summary().entryPoints() == 0;
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
