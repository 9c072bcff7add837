package dev.crosstalk.openapi.sample;

import dev.crosstalk.openapi.spec.Schema;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Numbers and texts that fit a schema.
final class Scalars {
  private static final Set<String> TENANT_NUMBERS =
      Set.of("org_id", "organization_id", "organisation_id", "tenant_id", "user_id", "account_id");

  private Scalars() {}

  /// A fixed text in the type that the schema asks for.
  static Object typed(Schema schema, String fixed) {
    try {
      if (schema.is("integer")) {
        return Long.parseLong(fixed);
      }
      if (schema.is("number")) {
        return Double.parseDouble(fixed);
      }
    } catch (NumberFormatException text) {
      return fixed;
    }
    if (schema.is("boolean")) {
      return Boolean.parseBoolean(fixed);
    }
    return fixed;
  }

  /// 1 where the bounds allow it; else the bound nearest to it.
  static Number number(Schema schema, String name, Sender sender) {
    boolean whole = schema.types().contains("integer");
    String plain = name.toLowerCase(Locale.ROOT).replace('-', '_').replaceFirst("^x_", "");
    double wanted = whole && TENANT_NUMBERS.contains(plain) ? sender.index() + 1 : 1;
    if (whole && SecondThing.isNamedBy(name)) {
      wanted = 2;
    }
    double step = schema.number("multipleOf").orElse(whole ? 1 : 0);
    double low = schema.number("minimum").orElse(Double.NEGATIVE_INFINITY);
    double high = schema.number("maximum").orElse(Double.POSITIVE_INFINITY);
    double margin = step > 0 ? step : 0.5;
    if (schema.number("exclusiveMinimum").isPresent()) {
      low = Math.max(low, schema.number("exclusiveMinimum").getAsDouble() + margin);
    }
    if (schema.number("exclusiveMaximum").isPresent()) {
      high = Math.min(high, schema.number("exclusiveMaximum").getAsDouble() - margin);
    }
    double value = Math.max(low, Math.min(high, wanted));
    if (step > 0) {
      double up = Math.ceil(value / step - 1e-9) * step;
      value = up <= high ? up : Math.floor(high / step) * step;
    }
    return whole || (value == Math.rint(value) && Math.abs(value) < 1e15)
        ? (Number) (long) value
        : (Number) value;
  }

  /// A text of the schema's format, pattern and length, with the canary in it where that is
  /// possible.
  static String text(Schema schema, String name, String canary, String hex) {
    Optional<String> pattern = schema.text("pattern");
    OptionalInt least = schema.count("minLength");
    int longest = schema.count("maxLength").orElse(Integer.MAX_VALUE);
    if (pattern.isPresent()) {
      return PatternText.make(pattern.get(), canary, least.orElse(0), longest)
          .orElseGet(() -> example(schema).orElse(canary));
    }
    String formatted = byFormat(schema.text("format").orElse(byName(name)), canary, hex);
    if (formatted.length() < least.orElse(0)) {
      formatted = formatted + "x".repeat(Math.min(least.getAsInt(), 10_000) - formatted.length());
    }
    return formatted.length() > longest ? formatted.substring(0, longest) : formatted;
  }

  private static Optional<String> example(Schema schema) {
    return schema.examples().stream()
        .filter(String.class::isInstance)
        .map(Object::toString)
        .findFirst();
  }

  private static String byFormat(String format, String canary, String hex) {
    return switch (format) {
      case "email", "idn-email" -> canary + "@example.com";
      case "uuid" -> uuid(hex);
      case "date" -> "2031-05-17";
      case "date-time" -> "2031-05-17T10:30:00Z";
      case "time" -> "10:30:00";
      case "duration" -> "PT1H";
      case "uri", "url", "uri-reference", "iri" -> "https://example.com/" + canary;
      case "hostname" -> canary + ".example.com";
      case "ipv4" -> "192.0.2.1";
      case "ipv6" -> "2001:db8::1";
      case "byte" ->
          java.util.Base64.getEncoder()
              .encodeToString(canary.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      case "password" -> canary + "Aa1!";
      case "decimal" -> "1.00";
      case "x-phone" -> "+491700" + digits(hex);
      case "x-currency" -> "EUR";
      case "x-country" -> "DE";
      case "x-language" -> "en";
      case "x-role" -> "user";
      default -> canary;
    };
  }

  private static String byName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("email")) {
      return "email";
    }
    if (lower.contains("password") || lower.contains("passwd")) {
      return "password";
    }
    if (lower.contains("phone")) {
      return "x-phone";
    }
    if (lower.contains("currency")) {
      return "x-currency";
    }
    if (lower.contains("country")) {
      return "x-country";
    }
    if (lower.equals("lang") || lower.contains("language") || lower.contains("locale")) {
      return "x-language";
    }
    if (lower.equals("role")) {
      return "x-role"; // of a message or an account
    }
    if (lower.endsWith("url") || lower.endsWith("uri")) {
      return "uri";
    }
    return "";
  }

  private static String uuid(String hex) {
    return "%s-%s-4%s-a%s-%s"
        .formatted(
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(13, 16),
            hex.substring(17, 20),
            hex.substring(20, 32));
  }

  private static String digits(String hex) {
    StringBuilder out = new StringBuilder();
    for (char c : hex.substring(0, 7).toCharArray()) {
      out.append(Character.digit(c, 16) % 10);
    }
    return out.toString();
  }
}
