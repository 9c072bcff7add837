package dev.crosstalk.report.text;

/// Makes text from scanned sources harmless for terminals and readers: control characters, ANSI
/// sequences, bidirectional controls and invisible characters turn into escapes as Python writes
/// them (`\x1b`, `\u202e`), so that they are seen and do nothing.
public final class Visible {
  private Visible() {}

  /// One harmless line. Tabs become single spaces, line ends become `\n`.
  public static String line(String text) {
    return neutral(text, Character.MAX_CODE_POINT);
  }

  /// As [#line(String)], and every character beyond ASCII becomes an escape too.
  public static String ascii(String text) {
    return neutral(text, 0x7e);
  }

  private static String neutral(String text, int highest) {
    int i = 0;
    while (i < text.length() && text.charAt(i) >= 0x20 && text.charAt(i) < 0x7f) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, i);
    while (i < text.length()) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\t') {
        out.append(' ');
      } else if (isHarmful(c) || c > highest) {
        escape(c, out);
      } else {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  /// True for characters that steer a terminal, reorder text or cannot be seen: controls, format
  /// characters (bidirectional marks among them), line separators, lone surrogates, private use.
  public static boolean isHarmful(int codePoint) {
    if (codePoint < 0x7f) {
      return codePoint < 0x20;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }

  private static void escape(int c, StringBuilder out) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < 0x100) {
          hex(out.append("\\x"), c, 2);
        } else if (c < 0x10000) {
          hex(out.append("\\u"), c, 4);
        } else {
          hex(out.append("\\U"), c, 8);
        }
      }
    }
  }

  private static void hex(StringBuilder out, int value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      out.append(Character.forDigit((value >> shift) & 0xf, 16));
    }
  }
}
