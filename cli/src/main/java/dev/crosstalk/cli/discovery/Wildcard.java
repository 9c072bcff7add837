package dev.crosstalk.cli.discovery;

/// Shell wildcards within one name: `*`, `?`, `[…]` and `\` before a character to be taken as it
/// is.
final class Wildcard {
  private Wildcard() {}

  static boolean matches(String pattern, String name) {
    int p = 0;
    int n = 0;
    int starAt = -1;
    int starName = 0;
    while (n < name.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        starAt = ++p;
        starName = n;
        continue;
      }
      int after = p < pattern.length() ? one(pattern, p, name.charAt(n)) : -1;
      if (after >= 0) {
        p = after;
        n++;
      } else if (starAt >= 0) {
        // Let the last star take one more character; earlier stars need no second look.
        p = starAt;
        n = ++starName;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /// Where the pattern goes on after it took `c`, or -1 when it does not.
  private static int one(String pattern, int at, char c) {
    char p = pattern.charAt(at);
    return switch (p) {
      case '?' -> at + 1;
      case '\\' -> at + 1 < pattern.length() && pattern.charAt(at + 1) == c ? at + 2 : -1;
      case '[' -> set(pattern, at, c);
      default -> p == c ? at + 1 : -1;
    };
  }

  private static int set(String pattern, int open, char c) {
    int at = open + 1;
    boolean inverted = at < pattern.length() && "!^".indexOf(pattern.charAt(at)) >= 0;
    if (inverted) {
      at++;
    }
    boolean found = false;
    for (boolean first = true; at < pattern.length(); first = false) {
      if (pattern.charAt(at) == ']' && !first) {
        return found != inverted ? at + 1 : -1;
      }
      int name = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at + 2) : -1;
      if (name > 0) {
        found |= isIn(pattern.substring(at + 2, name), c);
        at = name + 2;
        continue;
      }
      if (pattern.charAt(at) == '\\') {
        at++;
      }
      if (at >= pattern.length()) {
        return -1;
      }
      char low = pattern.charAt(at++);
      char high = low;
      if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
        at++;
        if (pattern.charAt(at) == '\\' && at + 1 < pattern.length()) {
          at++;
        }
        high = pattern.charAt(at++);
      }
      found |= c == low || (low <= c && c <= high);
    }
    return -1;
  }

  private static boolean isIn(String type, char c) {
    return switch (type) {
      case "alpha" -> isLetter(c);
      case "digit" -> isDigit(c);
      case "alnum" -> isLetter(c) || isDigit(c);
      case "lower" -> c >= 'a' && c <= 'z';
      case "upper" -> c >= 'A' && c <= 'Z';
      case "space" -> c == ' ' || (c >= '\t' && c <= '\r');
      case "blank" -> c == ' ' || c == '\t';
      case "punct" -> c > ' ' && c < 127 && !isLetter(c) && !isDigit(c);
      case "xdigit" -> isDigit(c) || "abcdefABCDEF".indexOf(c) >= 0;
      case "cntrl" -> c < ' ' || c == 127;
      case "graph" -> c > ' ' && c < 127;
      case "print" -> c >= ' ' && c < 127;
      default -> false;
    };
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
