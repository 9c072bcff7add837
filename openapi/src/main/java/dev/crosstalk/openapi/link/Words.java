package dev.crosstalk.openapi.link;

import dev.crosstalk.openapi.spec.Operation;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names taken apart into lower-case words. Names only rank; alone they prove nothing.
public final class Words {
  private static final Pattern PARAMETER = Pattern.compile("\\{[^}]*}");

  private Words() {}

  /// `claimDailyBonus`, `claim_daily-bonus` and `/claim/daily/bonus` give the same three words.
  public static Set<String> of(String name) {
    Set<String> words = new LinkedHashSet<>();
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      boolean inside = i < name.length() && isWordCharacter(name.charAt(i));
      boolean hump =
          inside
              && i > start
              && Character.isUpperCase(name.charAt(i))
              && !Character.isUpperCase(name.charAt(i - 1));
      if (!inside || hump) {
        if (i > start) {
          words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = hump ? i : i + 1;
      }
    }
    return words;
  }

  private static boolean isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /// The name in lower case without anything but letters and digits: `If-Match` gives `ifmatch`.
  public static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      if (isWordCharacter(name.charAt(i))) {
        plain.append(Character.toLowerCase(name.charAt(i)));
      }
    }
    return plain.toString();
  }

  /// Words of a path template without its parameters.
  public static Set<String> ofPath(String path) {
    return path.indexOf('{') < 0 ? of(path) : of(PARAMETER.matcher(path).replaceAll(" "));
  }

  /// Words of an operation's path (without parameters), id and summary.
  public static Set<String> of(Operation operation) {
    Set<String> words = new LinkedHashSet<>(ofPath(operation.path()));
    operation.operationId().ifPresent(id -> words.addAll(of(id)));
    words.addAll(of(operation.summary()));
    return words;
  }

  /// True when `words` has one of `wanted`, or its plural or past form.
  public static boolean any(Set<String> words, Set<String> wanted) {
    for (String word : words) {
      if (wanted.contains(word) || wanted.contains(stem(word))) {
        return true;
      }
    }
    return false;
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
