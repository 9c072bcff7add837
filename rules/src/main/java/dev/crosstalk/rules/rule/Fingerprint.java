package dev.crosstalk.rules.rule;

import java.nio.charset.StandardCharsets;

/// Fingerprints of findings: 64 bits of FNV-1a over what does not change while code only moves.
public final class Fingerprint {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Fingerprint() {}

  /// 16 lower-case hex digits.
  public static String of(String... parts) {
    long hash = OFFSET;
    for (String part : parts) {
      for (byte b : part.getBytes(StandardCharsets.UTF_8)) {
        hash = (hash ^ (b & 0xff)) * PRIME;
      }
      hash = (hash ^ 0xff) * PRIME;
    }
    String hex = Long.toHexString(hash);
    return "0".repeat(16 - hex.length()) + hex;
  }
}
