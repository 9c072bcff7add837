package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.sample.SampleData;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Takes secrets out of what is kept on the disk. Equal secrets become equal masks, so that a
/// record can be judged again; the key of the masks is drawn for each probe and kept nowhere.
final class Veil {
  private static final Pattern FIELDS =
      Pattern.compile(
          "(?i)(\"[^\"]{0,60}(?:password|passwd|secret|token|api_?key|authorization|cookie)"
              + "[^\"]{0,60}\"\\s*:\\s*\")((?:[^\"\\\\]|\\\\.){1,8000})(?=\")");
  private static final Pattern FORM =
      Pattern.compile(
          "(?i)((?:^|[&?])[a-z_]{0,40}(?:password|passwd|secret|token|api_?key)[a-z_]{0,40}=)([^&\\s\"]+)");
  private static final Pattern JWT =
      Pattern.compile("()(eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]*)");
  private static final String MASK = "***";

  private final Mac mac;

  Veil() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("every Java has HmacSHA256", missing);
    }
  }

  /// The text without secrets.
  ///
  /// @param secrets passwords, tokens and cookies that are known by now
  String over(String text, Collection<String> secrets) {
    String clean = text;
    List<String> known =
        secrets.stream()
            .filter(secret -> secret.length() >= 3)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    for (String secret : known) {
      if (clean.contains(secret)) {
        clean = clean.replace(secret, mask(secret));
      }
    }
    clean = masked(JWT, clean);
    clean = masked(FIELDS, clean);
    return masked(FORM, clean);
  }

  private String masked(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .replaceAll(found -> {
          String value = found.group(2);
          // The data that the probe itself made up is no secret, and judging needs it.
          boolean ours = value.startsWith(MASK) || SampleData.CANARY.matcher(value).matches();
          return Matcher.quoteReplacement(found.group(1) + (ours ? value : mask(value)));
        });
  }

  private String mask(String secret) {
    byte[] code = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
    return MASK + HexFormat.of().formatHex(code, 0, 3);
  }
}
