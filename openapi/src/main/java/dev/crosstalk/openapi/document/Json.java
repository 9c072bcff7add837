package dev.crosstalk.openapi.document;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// JSON as plain trees: `Map<String, Object>` in document order, `List<Object>`, `String`,
/// `Number`, `Boolean` and {@link #NULL}.
public final class Json {

  /// Stands for `null`, so that trees never hold a Java null.
  public static final Null NULL = Null.NULL;

  /// The type of {@link #NULL}.
  public enum Null {
    NULL;

    @Override
    public String toString() {
      return "null";
    }
  }

  /// The deepest nesting that is read.
  public static final int MAX_DEPTH = 400;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(16_000_000)
                  .build())
          .build();

  private Json() {}

  /// Reads one JSON value that fills the whole text.
  ///
  /// @throws DocumentException when it is not JSON, or nested deeper than {@link #MAX_DEPTH}
  public static Object parse(byte[] utf8) throws DocumentException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
      return parseWhole(parser);
    } catch (JacksonException broken) {
      throw notJson(broken);
    }
  }

  /// Reads one JSON value that fills the whole text.
  ///
  /// @throws DocumentException when it is not JSON, or nested deeper than {@link #MAX_DEPTH}
  public static Object parse(String text) throws DocumentException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return parseWhole(parser);
    } catch (JacksonException broken) {
      throw notJson(broken);
    }
  }

  private static Object parseWhole(JsonParser parser) throws DocumentException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      throw new DocumentException("the document is empty");
    }
    Object value = value(parser, first);
    if (parser.nextToken() != null) {
      throw new DocumentException(
          "text after the end of the JSON value in line "
              + parser.currentTokenLocation().getLineNr());
    }
    return value;
  }

  private static DocumentException notJson(JacksonException broken) {
    String reason = broken.getOriginalMessage();
    String place =
        broken.getLocation() == null
            ? ""
            : " in line %d, column %d"
                .formatted(broken.getLocation().getLineNr(), broken.getLocation().getColumnNr());
    return new DocumentException("not valid JSON%s: %s".formatted(place, oneLine(reason)), broken);
  }

  static String oneLine(@Nullable String text) {
    if (text == null) {
      return "unknown reason";
    }
    String flat = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return flat.length() > 200 ? flat.substring(0, 200) + "…" : flat;
  }

  /// The recursion is bounded by the parser's own limit on nesting.
  private static Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
          object.put(name, value(parser, parser.nextToken()));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        for (JsonToken next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          array.add(value(parser, next));
        }
        yield array;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT -> {
        Number number = parser.getNumberValue();
        yield number instanceof BigInteger ? number : (Object) number.longValue();
      }
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> NULL;
    };
  }

  /// Compact JSON text of a tree.
  public static String write(Object tree) {
    StringBuilder out = new StringBuilder();
    write(tree, out);
    return out.toString();
  }

  private static void write(Object tree, StringBuilder out) {
    switch (tree) {
      case Map<?, ?> map -> {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator);
          quote(String.valueOf(entry.getKey()), out);
          out.append(':');
          write(entry.getValue(), out);
          separator = ",";
        }
        out.append('}');
      }
      case List<?> list -> {
        out.append('[');
        String separator = "";
        for (Object element : list) {
          out.append(separator);
          write(element, out);
          separator = ",";
        }
        out.append(']');
      }
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag);
      case Null _ -> out.append("null");
      default -> quote(tree.toString(), out);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7f || (Character.isSurrogate(c) && !pairedAt(text, i))) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static boolean pairedAt(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }

  /// The value at a JSON pointer (RFC 6901), or empty when there is none.
  public static Optional<Object> at(Object tree, String pointer) {
    if (pointer.isEmpty()) {
      return Optional.of(tree);
    }
    if (!pointer.startsWith("/")) {
      return Optional.empty();
    }
    Object here = tree;
    for (String raw : pointer.substring(1).split("/", -1)) {
      String key = raw.replace("~1", "/").replace("~0", "~");
      Object next =
          switch (here) {
            case Map<?, ?> map -> map.get(key);
            case List<?> list -> element(list, key);
            default -> null;
          };
      if (next == null) {
        return Optional.empty();
      }
      here = next;
    }
    return Optional.of(here);
  }

  private static @Nullable Object element(List<?> list, String key) {
    if (key.isEmpty() || key.length() > 9 || !key.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    int index = Integer.parseInt(key);
    return index < list.size() ? list.get(index) : null;
  }

  /// The leaves of a tree as JSON text, by their pointers, in the order of the document. Empty
  /// objects and arrays are leaves.
  ///
  /// @param most how many are told; the rest is left out
  public static Map<String, String> leaves(Object tree, int most) {
    Map<String, String> leaves = new LinkedHashMap<>();
    leaves("", tree, leaves, most);
    return leaves;
  }

  private static void leaves(String pointer, Object node, Map<String, String> leaves, int most) {
    if (leaves.size() >= most) {
      return;
    }
    switch (node) {
      case Map<?, ?> map when !map.isEmpty() ->
          map.forEach(
              (key, value) -> leaves(pointer + "/" + escape(key.toString()), value, leaves, most));
      case List<?> list when !list.isEmpty() -> {
        for (int i = 0; i < list.size(); i++) {
          leaves(pointer + "/" + i, list.get(i), leaves, most);
        }
      }
      default -> leaves.put(pointer, write(node));
    }
  }

  /// One step of a JSON pointer, escaped.
  public static String escape(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }
}
