package dev.crosstalk.openapi.request;

import dev.crosstalk.openapi.document.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts values where `${name}` stands.
public final class Filling {
  private static final Pattern PLACE = Pattern.compile("\\$\\{([A-Za-z0-9_.-]{1,80})}");

  private Filling() {}

  /// Fills a text.
  ///
  /// @param values JSON values by name
  /// @throws MissingValueException when a name has no value
  public static String text(String template, Map<String, Object> values)
      throws MissingValueException {
    return fill(template, values, UnaryOperator.identity());
  }

  /// Fills a request target; values are percent-encoded.
  ///
  /// @throws MissingValueException when a name has no value
  public static String target(String template, Map<String, Object> values)
      throws MissingValueException {
    return fill(template, values, Filling::encode);
  }

  /// Fills every text of a JSON tree; one that is exactly `${name}` becomes the value itself.
  ///
  /// @throws MissingValueException when a name has no value
  public static Object tree(Object template, Map<String, Object> values)
      throws MissingValueException {
    return switch (template) {
      case Map<?, ?> map -> {
        Map<String, Object> filled = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          filled.put(entry.getKey().toString(), tree(entry.getValue(), values));
        }
        yield filled;
      }
      case List<?> list -> {
        List<Object> filled = new ArrayList<>(list.size());
        for (Object element : list) {
          filled.add(tree(element, values));
        }
        yield filled;
      }
      case String text -> {
        Matcher whole = PLACE.matcher(text);
        if (!whole.matches()) {
          yield text(text, values);
        }
        Object value = values.get(whole.group(1));
        if (value == null) {
          throw new MissingValueException(whole.group(1));
        }
        yield value;
      }
      default -> template;
    };
  }

  /// Percent-encodes everything but unreserved characters.
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%7E", "~")
        .replace("*", "%2A");
  }

  private static String fill(
      String template, Map<String, Object> values, UnaryOperator<String> encoding)
      throws MissingValueException {
    Matcher matcher = PLACE.matcher(template);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      Object value = values.get(matcher.group(1));
      if (value == null) {
        throw new MissingValueException(matcher.group(1));
      }
      String shown = value instanceof String text ? text : Json.write(value);
      matcher.appendReplacement(out, Matcher.quoteReplacement(encoding.apply(shown)));
    }
    return matcher.appendTail(out).toString();
  }
}
