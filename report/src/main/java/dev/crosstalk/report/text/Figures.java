package dev.crosstalk.report.text;

import dev.crosstalk.model.Report;
import dev.crosstalk.model.Summary;
import java.util.StringJoiner;

/// Numbers and shares as people read them, the same on every machine.
public final class Figures {
  private Figures() {}

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

  /// Call sites resolved in whole per cent, rounded down: 100 means all.
  public static int percent(Summary summary) {
    return (int) Math.floor(summary.resolvedShare() * 100);
  }

  /// `3 by baseline, 1 by severity`; empty when nothing was left out.
  public static String leftOut(Summary summary) {
    StringJoiner joined = new StringJoiner(", ");
    summary.leftOut().forEach((reason, number) -> joined.add(grouped(number) + " by " + reason));
    return joined.toString();
  }

  /// True when source was read and nothing in it takes requests: then silence means nothing.
  public static boolean blind(Report report) {
    return report.summary().files() > 0 && report.summary().entryPoints() == 0;
  }
}
