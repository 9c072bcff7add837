package dev.crosstalk.python.parse;

import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.syntax.PyTree;
import java.util.Locale;
import java.util.Optional;

/// Decodes literals on demand; the tree holds their positions only.
public final class Literals {
  private final String text;
  private final int end;
  private final StringBuilder value = new StringBuilder();
  private int position;

  private Literals(String text, int start, int end) {
    this.text = text;
    this.position = start;
    this.end = end;
  }

  /// The value of a text literal, adjacent literals joined and escapes resolved; empty for bytes
  /// and for a literal that is not whole. A `\N{…}` that Java does not know stays as it is written.
  public static Optional<String> stringValue(PyTree.StringLiteral literal, SourceText source) {
    if (literal.bytes()) {
      return Optional.empty();
    }
    Literals reader = new Literals(source.text(), literal.start(), literal.end());
    return reader.strings() ? Optional.of(reader.value.toString()) : Optional.empty();
  }

  /// The value of an integer literal of any base that fits in a long; empty for other numbers.
  public static Optional<Long> number(PyTree.NumberLiteral literal, SourceText source) {
    String digits =
        source
            .text()
            .substring(literal.start(), literal.end())
            .replace("_", "")
            .toLowerCase(Locale.ROOT);
    int radix = 10;
    if (digits.length() > 2 && digits.charAt(0) == '0') {
      radix =
          switch (digits.charAt(1)) {
            case 'x' -> 16;
            case 'o' -> 8;
            case 'b' -> 2;
            default -> 10;
          };
    }
    try {
      return Optional.of(Long.parseLong(radix == 10 ? digits : digits.substring(2), radix));
    } catch (NumberFormatException notALong) {
      return Optional.empty();
    }
  }

  // ---- strings

  private boolean strings() {
    while (true) {
      skipBetween();
      if (position >= end) {
        return true;
      }
      if (!string()) {
        return false;
      }
    }
  }

  /// Skips white space, comments and continued line ends between adjacent literals.
  private void skipBetween() {
    while (position < end) {
      char c = text.charAt(position);
      if (c == '#') {
        while (position < end && text.charAt(position) != '\n' && text.charAt(position) != '\r') {
          position++;
        }
      } else if (c <= ' ' || c == '\\') {
        position++;
      } else {
        return;
      }
    }
  }

  private boolean string() {
    boolean raw = false;
    while (position < end && text.charAt(position) != '\'' && text.charAt(position) != '"') {
      raw |= (text.charAt(position) | 0x20) == 'r';
      position++;
    }
    if (position >= end) {
      return false;
    }
    char quote = text.charAt(position);
    String triple = String.valueOf(quote).repeat(3);
    boolean isTriple = text.startsWith(triple, position);
    position += isTriple ? 3 : 1;
    while (position < end) {
      char c = text.charAt(position);
      if (c == quote && (!isTriple || text.startsWith(triple, position))) {
        position += isTriple ? 3 : 1;
        return position <= end;
      }
      if (c == '\\' && !raw) {
        position++;
        escape();
      } else if (c == '\\' && position + 1 < end) {
        value.append(c);
        position++;
        character();
      } else {
        character();
      }
    }
    return false;
  }

  /// Takes one character; every kind of line end is `\n`.
  private void character() {
    char c = text.charAt(position++);
    if (c == '\r') {
      if (position < end && text.charAt(position) == '\n') {
        position++;
      }
      c = '\n';
    }
    value.append(c);
  }

  /// Resolves the escape behind a backslash.
  private void escape() {
    if (position >= end) {
      return;
    }
    char c = text.charAt(position++);
    switch (c) {
      case '\n' -> {}
      case '\r' -> {
        if (position < end && text.charAt(position) == '\n') {
          position++;
        }
      }
      case '\\', '\'', '"' -> value.append(c);
      case 'a' -> value.append('\u0007');
      case 'b' -> value.append('\b');
      case 'f' -> value.append('\f');
      case 'n' -> value.append('\n');
      case 'r' -> value.append('\r');
      case 't' -> value.append('\t');
      case 'v' -> value.append('\u000B');
      case 'x' -> hex(c, 2);
      case 'u' -> hex(c, 4);
      case 'U' -> hex(c, 8);
      case 'N' -> named();
      default -> {
        if (c >= '0' && c <= '7') {
          octal(c);
        } else {
          value.append('\\').append(c);
        }
      }
    }
  }

  private void octal(char first) {
    int code = first - '0';
    for (int i = 0; i < 2 && position < end; i++) {
      char c = text.charAt(position);
      if (c < '0' || c > '7') {
        break;
      }
      code = code * 8 + c - '0';
      position++;
    }
    value.append((char) code);
  }

  private void hex(char letter, int size) {
    long code = 0;
    for (int i = 0; i < size; i++) {
      int digit = position + i < end ? Character.digit(text.charAt(position + i), 16) : -1;
      if (digit < 0) {
        value.append('\\').append(letter);
        return;
      }
      code = code * 16 + digit;
    }
    if (code > Character.MAX_CODE_POINT) {
      value.append('\\').append(letter);
      return;
    }
    position += size;
    value.appendCodePoint((int) code);
  }

  private void named() {
    int close = text.indexOf('}', position);
    if (close > position && close < end && text.charAt(position) == '{') {
      try {
        value.appendCodePoint(Character.codePointOf(text.substring(position + 1, close)));
        position = close + 1;
        return;
      } catch (IllegalArgumentException unknown) {
        // Python knows aliases that Java does not; the text is only compared, so keep it.
      }
    }
    value.append("\\N");
  }
}
