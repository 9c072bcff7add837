package dev.crosstalk.report.text;

import java.util.ArrayList;
import java.util.List;

/// Widths and wrapping in terminal columns. Expects text that went through [Visible].
public final class Columns {
  private Columns() {}

  /// Columns that the text takes: wide East Asian characters and emoji take two, combining marks
  /// none.
  public static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += width(c);
      i += Character.charCount(c);
    }
    return width;
  }

  private static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115f)
            || (c >= 0x2e80 && c <= 0xa4cf)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
  }

  /// The text with spaces behind it up to `width` columns; a longer text stays as it is.
  public static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /// The text cut to `width` columns, with `ellipsis` as its end when something was cut.
  public static String cut(String text, int width, String ellipsis) {
    if (width(text) <= width) {
      return text;
    }
    int end = fitting(text, 0, Math.max(0, width - width(ellipsis)));
    return text.substring(0, end) + ellipsis;
  }

  /// Breaks text at spaces into lines of at most `width` columns; a word that is too long is broken
  /// after punctuation where there is some, else anywhere. Never empty.
  public static List<String> wrap(String text, int width) {
    int limit = Math.max(4, width);
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = fitting(text, at, limit);
      if (end < text.length()) {
        end = breakBefore(text, at, end);
      }
      lines.add(text.substring(at, end).stripTrailing());
      at = end;
      while (at < text.length() && text.charAt(at) == ' ') {
        at++;
      }
    }
    return lines.isEmpty() ? List.of("") : lines;
  }

  /// Index behind the last character that fits; at least one character is taken.
  private static int fitting(String text, int from, int limit) {
    int width = 0;
    int i = from;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      width += width(c);
      if (width > limit && i > from) {
        break;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  private static int breakBefore(String text, int from, int end) {
    if (text.charAt(end) == ' ') {
      return end;
    }
    for (int i = end; i > from; i--) {
      if (text.charAt(i - 1) == ' ') {
        return i;
      }
    }
    int strong = breakAfter(text, "./,([{=", end, from + (end - from) / 2);
    int weak = breakAfter(text, "_-", end, from + (end - from) / 2);
    return strong > 0 ? strong : weak > 0 ? weak : end;
  }

  private static int breakAfter(String text, String signs, int end, int from) {
    for (int i = end; i > from; i--) {
      if (signs.indexOf(text.charAt(i - 1)) >= 0) {
        return i;
      }
    }
    return 0;
  }
}
