package dev.crosstalk.openapi.link;

import dev.crosstalk.openapi.spec.Operation;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// Names taken apart into lower-case words. Names only rank; alone they prove nothing.
public final class Words {
  private Words() {}

  /// `claimDailyBonus`, `claim_daily-bonus` and `/claim/daily/bonus` give the same three words.
  public static Set<String> of(String name) {
    Set<String> words = new LinkedHashSet<>();
    String spaced =
        name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").replaceAll("[^A-Za-z0-9]+", " ").strip();
    for (String word : spaced.split(" ", -1)) {
      if (!word.isEmpty()) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }

  /// Words of an operation's path (without parameters), id and summary.
  public static Set<String> of(Operation operation) {
    Set<String> words = new LinkedHashSet<>(of(operation.path().replaceAll("\\{[^}]*}", " ")));
    operation.operationId().ifPresent(id -> words.addAll(of(id)));
    words.addAll(of(operation.summary()));
    return words;
  }

  /// True when `words` has one of `wanted`, or its plural or past form.
  public static boolean any(Set<String> words, Set<String> wanted) {
    return words.stream().anyMatch(word -> wanted.contains(word) || wanted.contains(stem(word)));
  }

  /// The singular of a regular English plural; other words as they are.
  public static String stem(String word) {
    if (word.endsWith("ies") && word.length() > 4) {
      return word.substring(0, word.length() - 3) + "y";
    }
    if (word.endsWith("sses") || word.endsWith("xes") || word.endsWith("ches")) {
      return word.substring(0, word.length() - 2);
    }
    if (word.endsWith("s") && !word.endsWith("ss") && word.length() > 3) {
      return word.substring(0, word.length() - 1);
    }
    return word;
  }
}
