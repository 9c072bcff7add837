package dev.crosstalk.openapi.scenario;

import dev.crosstalk.openapi.document.Json;

/// Values for Python source that nothing in them can become a part of.
public final class PythonLiteral {
  private PythonLiteral() {}

  /// A tree as JSON inside a Python string literal in double quotes, without these quotes: ASCII
  /// with everything unusual escaped.
  public static String ofJson(Object tree) {
    String json = Json.write(tree);
    StringBuilder ascii = new StringBuilder(json.length() + 64);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c < 0x20 || c > 0x7e) {
        ascii.append("\\u%04x".formatted((int) c));
      } else {
        ascii.append(c);
      }
    }
    return ascii.toString().replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
