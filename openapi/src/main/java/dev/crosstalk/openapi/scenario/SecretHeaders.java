package dev.crosstalk.openapi.scenario;

import java.util.Locale;
import java.util.Set;

/// Headers whose values are credentials.
public final class SecretHeaders {
  private static final Set<String> NAMES =
      Set.of("authorization", "proxy-authorization", "cookie", "x-csrf-token", "x-xsrf-token");

  private SecretHeaders() {}

  /// True when what such a header holds must be in no document.
  public static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAMES.contains(lower)
        || lower.contains("api-key")
        || lower.contains("apikey")
        || lower.contains("token")
        || lower.contains("secret");
  }
}
