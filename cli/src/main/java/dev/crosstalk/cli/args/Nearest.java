package dev.crosstalk.cli.args;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds what a user probably meant.
public final class Nearest {
  private Nearest() {}

  /// The candidate that differs least from `word`, when the difference can be a slip.
  public static Optional<String> to(String word, Collection<String> candidates) {
    return all(word, candidates).stream().findFirst();
  }

  /// Up to three candidates that can have been meant, best first.
  public static List<String> all(String word, Collection<String> candidates) {
    record Ranked(String candidate, int distance) {}
    String wanted = word.toLowerCase(Locale.ROOT);
    return candidates.stream()
        .map(candidate ->
            new Ranked(candidate, distance(wanted, candidate.toLowerCase(Locale.ROOT))))
        .filter(ranked -> ranked.distance() <= bound(wanted, ranked.candidate()))
        .sorted(Comparator.comparingInt(Ranked::distance).thenComparing(Ranked::candidate))
        .limit(3)
        .map(Ranked::candidate)
        .toList();
  }

  /// `; did you mean …?`, or nothing when no candidate is near.
  public static String hint(String word, Collection<String> candidates) {
    List<String> near = all(word, candidates);
    return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
  }

  private static int bound(String word, String candidate) {
    return Math.max(1, Math.min(word.length(), candidate.length()) / 3);
  }

  /// Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. Words
  /// beyond 100 characters are never near.
  static int distance(String a, String b) {
    if (a.length() > 100 || b.length() > 100) {
      return Integer.MAX_VALUE;
    }
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replace = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replace, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }
}
