package dev.crosstalk.drive.http;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Takes secrets out of what was sent and answered, before it goes into evidence.
public final class Redaction {
  private static final Pattern FIELDS =
      Pattern.compile(
          "(?i)(\"[^\"]*(?:password|passwd|secret|token|api_?key|authorization|cookie)[^\"]*\"\\s*:\\s*)"
              + "\"(?:[^\"\\\\]|\\\\.){0,4000}\"?");
  private static final Pattern JWT =
      Pattern.compile("eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]*");
  private static final Pattern FORM =
      Pattern.compile("(?i)((?:password|passwd|secret|token|api_?key)[a-z_]*=)[^&\\s]+");

  private final List<String> secrets;

  /// @param secrets passwords, tokens and cookies of the run; longer ones are taken out first
  public Redaction(Collection<String> secrets) {
    this.secrets =
        secrets.stream()
            .filter(secret -> secret.length() >= 3)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /// One line of at most `limit` characters without secrets.
  public String line(String text, int limit) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    clean = JWT.matcher(clean).replaceAll("***");
    clean = FIELDS.matcher(clean).replaceAll("$1\"***\"");
    clean = FORM.matcher(clean).replaceAll("$1***");
    clean = clean.replaceAll("\\s*\\R\\s*", " ");
    return clean.length() > limit ? clean.substring(0, limit) + "…" : clean;
  }
}
