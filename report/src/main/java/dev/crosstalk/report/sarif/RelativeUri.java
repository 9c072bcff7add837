package dev.crosstalk.report.sarif;

import java.nio.charset.StandardCharsets;

/// Paths as relative references of RFC 3986.
final class RelativeUri {
  private static final String KEPT = "-._~/!$&'()*+,;=@";

  private RelativeUri() {}

  /// Percent-encodes what may not stand in a path, the colon of a first segment included, so that
  /// `a:b.py` is not taken for a scheme.
  static String of(String path) {
    StringBuilder out = new StringBuilder(path.length() + 8);
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (letter || KEPT.indexOf(c) >= 0) {
        out.append(c);
      } else {
        out.append('%');
        out.append(Character.toUpperCase(Character.forDigit(c >> 4, 16)));
        out.append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
      }
    }
    return out.toString();
  }
}
