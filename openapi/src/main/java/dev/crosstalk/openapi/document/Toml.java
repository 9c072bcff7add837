package dev.crosstalk.openapi.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// TOML 1.0 as the same plain trees as {@link Json}. Dates and times stay text. Errors name the
/// line.
///
/// The libraries at hand are automatic modules, which a linked image cannot hold, so this is our
/// own reader.
public final class Toml {
  private static final int MAX_DEPTH = 64;

  private final String text;
  private int at;
  private int line = 1;

  /// Tables that a header or an inline table closed against being defined again.
  private final Set<Object> closed = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Set<Object> headerTables = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Object> tableArrays = Collections.newSetFromMap(new IdentityHashMap<>());

  private Toml(String text) {
    this.text = text;
  }

  /// Reads a TOML document.
  ///
  /// @throws DocumentException when it is not valid TOML; the message names the line
  public static Map<String, Object> parse(String text) throws DocumentException {
    if (text.length() > Documents.MAX_BYTES) {
      throw new DocumentException("the document is too large");
    }
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    return new Toml(plain.replace("\r\n", "\n")).document();
  }

  private Map<String, Object> document() throws DocumentException {
    Map<String, Object> root = new LinkedHashMap<>();
    Map<String, Object> table = root;
    for (skipBlank(); at < text.length(); skipBlank()) {
      if (peek() == '[') {
        table = header(root);
      } else {
        assignment(table);
      }
      endOfLine();
    }
    return root;
  }

  private Map<String, Object> header(Map<String, Object> root) throws DocumentException {
    boolean array = text.startsWith("[[", at);
    at += array ? 2 : 1;
    List<String> keys = key();
    expect(array ? "]]" : "]");
    Map<String, Object> parent = root;
    for (String step : keys.subList(0, keys.size() - 1)) {
      parent = descend(parent, step);
    }
    String last = keys.getLast();
    if (array) {
      Object existing = parent.get(last);
      if (existing == null) {
        existing = new ArrayList<>();
        tableArrays.add(existing);
        parent.put(last, existing);
      }
      if (!tableArrays.contains(existing)) {
        throw error("`%s` is already something else".formatted(last));
      }
      Map<String, Object> table = new LinkedHashMap<>();
      list(existing).add(table);
      return table;
    }
    Map<String, Object> table = descend(parent, last);
    if (!headerTables.add(table)) {
      throw error("table `%s` is defined twice".formatted(String.join(".", keys)));
    }
    return table;
  }

  /// The table under `key`, made when missing; of an array of tables, its last.
  private Map<String, Object> descend(Map<String, Object> parent, String key)
      throws DocumentException {
    Object next = parent.computeIfAbsent(key, _ -> new LinkedHashMap<String, Object>());
    if (tableArrays.contains(next)) {
      next = list(next).getLast();
    }
    if (!(next instanceof Map<?, ?>) || closed.contains(next)) {
      throw error("`%s` is already something else".formatted(key));
    }
    return table(next);
  }

  @SuppressWarnings("unchecked") // every map in the tree was made here with String keys
  private static Map<String, Object> table(Object node) {
    return (Map<String, Object>) node;
  }

  @SuppressWarnings("unchecked") // every list in the tree was made here
  private static List<Object> list(Object node) {
    return (List<Object>) node;
  }

  private void assignment(Map<String, Object> table) throws DocumentException {
    assignment(table, 0);
  }

  private void assignment(Map<String, Object> table, int depth) throws DocumentException {
    List<String> keys = key();
    expect("=");
    Map<String, Object> target = table;
    for (String step : keys.subList(0, keys.size() - 1)) {
      target = descend(target, step);
    }
    skipSpace();
    Object value = value(depth);
    if (target.putIfAbsent(keys.getLast(), value) != null) {
      throw error("`%s` is given twice".formatted(String.join(".", keys)));
    }
  }

  private List<String> key() throws DocumentException {
    List<String> keys = new ArrayList<>();
    do {
      skipSpace();
      char c = peek();
      if (c == '"' || c == '\'') {
        keys.add(string());
      } else {
        int start = at;
        while (at < text.length() && isBare(text.charAt(at))) {
          at++;
        }
        if (at == start) {
          throw error("a key is missing");
        }
        keys.add(text.substring(start, at));
      }
      skipSpace();
    } while (accept('.') && keys.size() <= MAX_DEPTH);
    return keys;
  }

  private static boolean isBare(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-';
  }

  private Object value(int depth) throws DocumentException {
    if (depth > MAX_DEPTH) {
      throw error("values are nested more than %d levels deep".formatted(MAX_DEPTH));
    }
    return switch (peek()) {
      case '"', '\'' -> string();
      case '[' -> array(depth);
      case '{' -> inlineTable(depth);
      default -> scalar();
    };
  }

  private List<Object> array(int depth) throws DocumentException {
    List<Object> elements = new ArrayList<>();
    at++;
    for (skipBlank(); !accept(']'); skipBlank()) {
      elements.add(value(depth + 1));
      skipBlank();
      if (!accept(',') && peek() != ']') {
        throw error("`,` or `]` is missing in an array");
      }
    }
    return elements;
  }

  private Map<String, Object> inlineTable(int depth) throws DocumentException {
    Map<String, Object> table = new LinkedHashMap<>();
    at++;
    skipBlank();
    while (!accept('}')) {
      assignment(table, depth + 1);
      skipBlank();
      if (!accept(',') && peek() != '}') {
        throw error("`,` or `}` is missing in an inline table");
      }
      skipBlank();
    }
    closed.add(table);
    return table;
  }

  private Object scalar() throws DocumentException {
    int start = at;
    while (at < text.length() && ",]}#\n\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at).strip();
    at = start + word.length();
    String number = word.replace("_", "");
    try {
      if (word.equals("true") || word.equals("false")) {
        return word.equals("true");
      }
      if (number.matches("[+-]?\\d+")) {
        return Long.parseLong(number);
      }
      if (number.matches("0[xob][0-9a-fA-F]+")) {
        int radix = number.charAt(1) == 'x' ? 16 : number.charAt(1) == 'o' ? 8 : 2;
        return Long.parseLong(number.substring(2), radix);
      }
      if (number.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")) {
        return Double.parseDouble(number);
      }
    } catch (NumberFormatException tooLarge) {
      throw error("the number %s is too large".formatted(Json.oneLine(word)));
    }
    if (word.matches("\\d{4}-\\d{2}-\\d{2}([T ].{1,40})?|\\d{2}:\\d{2}.{0,20}")) {
      return word;
    }
    throw error(
        word.isEmpty()
            ? "a value is missing"
            : "`%s` is not a value; text needs quotes".formatted(Json.oneLine(word)));
  }

  private String string() throws DocumentException {
    char quote = peek();
    String triple = String.valueOf(quote).repeat(3);
    boolean multi = text.startsWith(triple, at);
    at += multi ? 3 : 1;
    if (multi && accept('\n')) {
      line++;
    }
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (multi ? text.startsWith(triple, at) : c == quote) {
        if (multi) {
          // Up to two quotes may stand directly before the closing three.
          while (at + 3 < text.length() && text.charAt(at + 3) == quote) {
            out.append(quote);
            at++;
          }
        }
        at += multi ? 3 : 1;
        return out.toString();
      }
      if (c == '\n') {
        if (!multi) {
          throw error("the text is not closed");
        }
        line++;
      }
      at++;
      if (c == '\\' && quote == '"') {
        escape(out, multi);
      } else {
        out.append(c);
      }
    }
    throw error("the text is not closed");
  }

  private void escape(StringBuilder out, boolean multi) throws DocumentException {
    char c = peek();
    at++;
    switch (c) {
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'e' -> out.append('\u001b');
      case '"', '\\' -> out.append(c);
      case 'u', 'U' -> {
        int length = c == 'u' ? 4 : 8;
        int end = Math.min(at + length, text.length());
        String digits = text.substring(at, end);
        if (!digits.matches("[0-9a-fA-F]{" + length + "}")
            || !Character.isValidCodePoint((int) Long.parseLong(digits, 16))) {
          throw error("bad escape in a text");
        }
        out.appendCodePoint((int) Long.parseLong(digits, 16));
        at = end;
      }
      default -> {
        if (!multi || !Character.isWhitespace(c)) {
          throw error("unknown escape \\%s in a text".formatted(c));
        }
        at--;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
          if (text.charAt(at++) == '\n') {
            line++;
          }
        }
      }
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\n';
  }

  private boolean accept(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String token) throws DocumentException {
    skipSpace();
    if (!text.startsWith(token, at)) {
      throw error("`%s` is missing".formatted(token));
    }
    at += token.length();
  }

  private void skipSpace() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  /// Skips spaces, comments and line ends. Only whole blank stretches, so arrays may span lines.
  private void skipBlank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        at++;
      } else if (c == ' ' || c == '\t') {
        at++;
      } else if (c == '#') {
        skipComment();
      } else {
        return;
      }
    }
  }

  private void skipComment() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
  }

  private void endOfLine() throws DocumentException {
    skipSpace();
    if (at < text.length() && text.charAt(at) == '#') {
      skipComment();
    }
    if (at < text.length() && text.charAt(at) != '\n') {
      throw error("unexpected text after a value");
    }
  }

  private DocumentException error(String reason) {
    return new DocumentException("not valid TOML in line %d: %s".formatted(line, reason));
  }

  /// TOML text of a basic string.
  public static String quote(String value) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < 0x20 || c == 0x7f) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  /// A TOML key: bare when it can be, else quoted.
  public static String quoteKey(String key) {
    return !key.isEmpty() && key.chars().allMatch(c -> isBare((char) c)) ? key : quote(key);
  }

  /// Names of `table` that are not among `known`, for a helpful message about a misspelt key.
  public static Set<String> unknown(Map<String, Object> table, Set<String> known) {
    Set<String> unknown = new HashSet<>(table.keySet());
    unknown.removeAll(known);
    return unknown;
  }
}
