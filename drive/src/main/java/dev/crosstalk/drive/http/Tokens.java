package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.request.ConcreteRequest;
import dev.crosstalk.openapi.sample.SampleData;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The unguessable tokens in planned data (see {@link
/// dev.crosstalk.openapi.sample.SampleData#canary}). Each run sends its own variant, so that no two
/// runs create the same thing; for comparison the variants are made equal again.
final class Tokens {
  private static final Pattern TOKEN = SampleData.CANARY;
  private static final int VARIANT = 4;

  private Tokens() {}

  /// The request with the tokens of one run.
  static ConcreteRequest forRun(ConcreteRequest request, int run) {
    String variant = "%04x".formatted(run & 0xffff);
    Map<String, String> headers = new LinkedHashMap<>();
    request.headers().forEach((name, value) -> headers.put(name, vary(value, variant)));
    return new ConcreteRequest(
        request.method(),
        vary(request.target(), variant),
        headers,
        request.body().map(body -> vary(body, variant)));
  }

  /// The text with every token in its common variant.
  static String common(String text) {
    return vary(text, "0".repeat(VARIANT));
  }

  private static String vary(String text, String variant) {
    if (!text.contains("xt")) {
      return text;
    }
    Matcher matcher = TOKEN.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String token = matcher.group();
      matcher.appendReplacement(out, token.substring(0, token.length() - VARIANT) + variant);
    }
    return matcher.appendTail(out).toString();
  }

  /// The tokens in a text, in their common variant.
  static Set<String> in(String text) {
    Set<String> found = new LinkedHashSet<>();
    Matcher matcher = TOKEN.matcher(common(text));
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  /// The tokens that a request carries, credentials left out.
  static Set<String> in(ConcreteRequest request) {
    Set<String> found = in(request.target());
    request.headers().values().forEach(value -> found.addAll(in(value)));
    request.body().ifPresent(body -> found.addAll(in(body)));
    return found;
  }
}
