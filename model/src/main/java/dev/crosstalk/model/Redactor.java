package dev.crosstalk.model;

import java.util.List;
import java.util.Locale;

/// Masks what looks like a secret in text that leaves the machine: known kinds of tokens,
/// credentials of an `Authorization` header or a URL, literals assigned to a telling name, and long
/// random strings. It works on what text looks like and therefore misses secrets that look like
/// words; UUIDs stay.
public final class Redactor {
  /// What stands in place of a secret.
  public static final String MASK = "[hidden]";

  private static final List<String> PREFIXES =
      List.of(
          "eyJ",
          "sk-",
          "sk_",
          "pk_",
          "rk_",
          "ghp_",
          "gho_",
          "ghs_",
          "github_pat_",
          "glpat-",
          "xoxb-",
          "xoxp-",
          "xapp-",
          "AKIA",
          "ASIA",
          "npm_",
          "pypi-");
  private static final List<String> TELLING =
      List.of(
          "password",
          "passwd",
          "secret",
          "token",
          "api_key",
          "apikey",
          "api-key",
          "authorization",
          "cookie",
          "session_id",
          "sessionid",
          "private_key");
  private static final int SHORTEST_TOKEN = 16;
  private static final int SHORTEST_RANDOM = 32;

  private final String text;
  private final StringBuilder out;
  private int kept;

  private Redactor(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length());
  }

  /// The text with every secret replaced by [#MASK]. Linear in its length.
  public static String redact(String text) {
    return text.length() < 6 ? text : new Redactor(text).run();
  }

  private String run() {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        i = literal(i, c);
      } else if (text.startsWith("://", i)) {
        i = credentials(i + 3);
      } else if (isTokenPart(c)) {
        i = token(i);
      } else {
        i++;
      }
    }
    return kept == 0 ? text : out.append(text, kept, text.length()).toString();
  }

  private void mask(int from, int to) {
    out.append(text, kept, from).append(MASK);
    kept = to;
  }

  /// A literal goes when the name that it is assigned to tells that it is a secret.
  private int literal(int quote, char sign) {
    int end = text.indexOf(sign, quote + 1);
    if (end > quote + 1 && isTelling(nameBefore(quote))) {
      mask(quote + 1, end);
      return end + 1;
    }
    return quote + 1;
  }

  private String nameBefore(int quote) {
    int i = skipBack(quote, " ");
    if (i == 0 || (text.charAt(i - 1) != '=' && text.charAt(i - 1) != ':')) {
      return "";
    }
    int end = skipBack(i - 1, " \"'])");
    int start = end;
    while (start > 0 && end - start < 64 && isNamePart(text.charAt(start - 1))) {
      start--;
    }
    return text.substring(start, end);
  }

  private int skipBack(int from, String signs) {
    int i = from;
    while (i > 0 && signs.indexOf(text.charAt(i - 1)) >= 0) {
      i--;
    }
    return i;
  }

  private static boolean isTelling(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return TELLING.stream().anyMatch(lower::contains);
  }

  /// The password of `scheme://user:password@host`.
  private int credentials(int from) {
    int colon = -1;
    for (int i = from; i < text.length() && i < from + 300; i++) {
      char c = text.charAt(i);
      if (c == '@') {
        if (colon >= 0 && i > colon + 1) {
          mask(colon + 1, i);
        }
        return i;
      }
      if (c <= ' ' || c == '/' || c == '"' || c == '\'') {
        break;
      }
      if (c == ':' && colon < 0) {
        colon = i;
      }
    }
    return from;
  }

  private int token(int from) {
    int end = from;
    while (end < text.length() && isTokenPart(text.charAt(end))) {
      end++;
    }
    if (isSecret(from, end)) {
      mask(from, end);
    }
    return end;
  }

  private boolean isSecret(int from, int end) {
    int length = end - from;
    if (length >= 8 && followsScheme(from)) {
      return true;
    }
    if (length < SHORTEST_TOKEN) {
      return false;
    }
    for (String prefix : PREFIXES) {
      if (text.startsWith(prefix, from)) {
        return hasDigit(from, end);
      }
    }
    return length >= SHORTEST_RANDOM && looksRandom(from, end);
  }

  private boolean followsScheme(int from) {
    int word = skipBack(from, " ");
    return word < from
        && (text.regionMatches(true, word - 6, "bearer", 0, 6)
            || text.regionMatches(false, word - 5, "Basic", 0, 5));
  }

  private boolean hasDigit(int from, int end) {
    return text.substring(from, end).chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private boolean looksRandom(int from, int end) {
    int digits = 0;
    int dashes = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '.' || c == '_') {
        return false;
      }
      digits += c >= '0' && c <= '9' ? 1 : 0;
      dashes += c == '-' ? 1 : 0;
    }
    boolean uuid = end - from == 36 && dashes == 4;
    return digits >= 6 && digits < end - from && !uuid;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }

  private static boolean isTokenPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-+/=.~".indexOf(c) >= 0;
  }
}
