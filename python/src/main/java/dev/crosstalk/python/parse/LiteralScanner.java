package dev.crosstalk.python.parse;

import java.util.Arrays;

/// Scans numbers, strings and the literal parts of f-strings. The buffer ends in zeros beyond
/// `length`, so that looking a few characters ahead needs no bounds check.
abstract sealed class LiteralScanner permits Tokenizer {
  /// The literal text of an f-string up to the next field.
  static final int FRAME_LITERAL = 0;

  /// The expression inside the braces of a replacement field.
  static final int FRAME_FIELD = 1;

  /// The format specification behind the colon of a field.
  static final int FRAME_SPEC = 2;

  static final int TRIPLE = 1 << 16;
  static final int RAW = 1 << 17;

  static final int LOOKAHEAD = 4;

  final char[] buffer;
  final int length;
  final Tokens tokens;
  final Problems problems;
  int position;

  // Open brackets by offset; those of replacement fields are among them.
  int[] brackets = new int[32];
  int bracketCount;

  // Frames of open f-strings: kind, quote with flags, number of brackets open in a field, start.
  private int[] frames = new int[16];
  private int frameCount;

  LiteralScanner(char[] buffer, int length, Tokens tokens, Problems problems) {
    this.buffer = buffer;
    this.length = length;
    this.tokens = tokens;
    this.problems = problems;
  }

  final void openBracket() {
    if (bracketCount == brackets.length) {
      brackets = Arrays.copyOf(brackets, bracketCount * 2);
    }
    brackets[bracketCount++] = position;
  }

  // ---- frames

  final boolean inLiteral() {
    return frameCount > 0 && frames[4 * frameCount - 4] != FRAME_FIELD;
  }

  final boolean inFrame() {
    return frameCount > 0;
  }

  /// True inside a field of an f-string with no bracket open but the field's own brace.
  final boolean atFieldLevel() {
    return frameCount > 0
        && frames[4 * frameCount - 4] == FRAME_FIELD
        && frames[4 * frameCount - 2] == bracketCount;
  }

  /// Brackets below this count belong to what surrounds the innermost field.
  final int fieldFloor() {
    return frameCount > 0 && frames[4 * frameCount - 4] == FRAME_FIELD
        ? frames[4 * frameCount - 2]
        : 0;
  }

  final void popFrame() {
    frameCount--;
  }

  final void dropFrames() {
    frameCount = 0;
  }

  /// Start of the outermost open f-string.
  final int outermostFrameStart() {
    return frames[3];
  }

  private void pushFrame(int kind, int quote, int depth, int start) {
    int at = 4 * frameCount;
    if (at == frames.length) {
      frames = Arrays.copyOf(frames, at * 2);
    }
    frames[at] = kind;
    frames[at + 1] = quote;
    frames[at + 2] = depth;
    frames[at + 3] = start;
    frameCount++;
  }

  final void pushSpec() {
    int at = 4 * frameCount - 4;
    pushFrame(FRAME_SPEC, frames[at + 1], 0, frames[at + 3]);
  }

  // ---- strings

  /// Is `buffer[start, start + size)` a prefix that may stand before a quote?
  final boolean isStringPrefix(int start, int size) {
    int first = buffer[start] | 0x20;
    if (size == 1) {
      return first == 'r' || first == 'b' || first == 'u' || first == 'f' || first == 't';
    }
    int second = buffer[start + 1] | 0x20;
    return first == 'r'
        ? second == 'b' || second == 'f' || second == 't'
        : second == 'r' && (first == 'b' || first == 'f' || first == 't');
  }

  /// Reads the string that starts at `start` and whose opening quote is at `quoteAt`.
  final void string(int start, int quoteAt) {
    boolean raw = false;
    boolean formatted = false;
    for (int i = start; i < quoteAt; i++) {
      int letter = buffer[i] | 0x20;
      raw |= letter == 'r';
      formatted |= letter == 'f' || letter == 't';
    }
    char quote = buffer[quoteAt];
    boolean triple = buffer[quoteAt + 1] == quote && buffer[quoteAt + 2] == quote;
    position = quoteAt + (triple ? 3 : 1);
    if (formatted) {
      tokens.add(TokenKind.FSTRING_START, start, position);
      pushFrame(FRAME_LITERAL, quote | (triple ? TRIPLE : 0) | (raw ? RAW : 0), 0, start);
    } else {
      plainString(start, quote, triple);
    }
  }

  private void plainString(int start, char quote, boolean triple) {
    char[] text = buffer;
    int at = position;
    while (true) {
      char c = text[at];
      // Whatever ends or interrupts a string is not above the backslash: most letters are.
      while (c > '\\' || c == ' ') {
        c = text[++at];
      }
      if (c == quote) {
        if (!triple) {
          at++;
          break;
        }
        if (text[at + 1] == quote && text[at + 2] == quote) {
          at += 3;
          break;
        }
        at++;
      } else if (c == '\\') {
        at += text[at + 1] == '\r' && text[at + 2] == '\n' ? 3 : 2;
      } else if ((c == '\n' || c == '\r') && !triple) {
        unterminated(start, triple);
        break;
      } else if (at >= length) {
        unterminated(start, triple);
        break;
      } else {
        at++;
      }
    }
    position = Math.min(at, length);
    tokens.add(TokenKind.STRING, start, position);
  }

  private void unterminated(int start, boolean triple) {
    problems.add(
        start,
        start + 1,
        triple
            ? "this triple-quoted string is never closed"
            : "this string is not closed on its line");
  }

  /// Reads literal text of the innermost f-string up to its end or to the next field.
  final void formatLiteral() {
    int frame = 4 * frameCount - 4;
    boolean spec = frames[frame] == FRAME_SPEC;
    int flags = frames[frame + 1];
    char quote = (char) flags;
    boolean triple = (flags & TRIPLE) != 0;
    boolean raw = (flags & RAW) != 0;
    char[] text = buffer;
    int start = position;
    int at = start;
    while (true) {
      char c = text[at];
      if (at >= length) {
        middle(start, length);
        unterminated(frames[frame + 3], triple);
        frameCount = 0;
        tokens.addForced(TokenKind.FSTRING_END, length);
        return;
      }
      if (c == quote && (!triple || (text[at + 1] == quote && text[at + 2] == quote))) {
        middle(start, at);
        closeFormat(at, triple, spec);
        return;
      }
      if (c == '{') {
        if (!spec && text[at + 1] == '{') {
          at += 2;
          continue;
        }
        middle(start, at);
        tokens.add(TokenKind.LBRACE, at, at + 1);
        openBracket();
        position = at + 1;
        pushFrame(FRAME_FIELD, flags, bracketCount, frames[frame + 3]);
        return;
      }
      if (c == '}') {
        if (spec) {
          middle(start, at);
          frameCount--;
          return;
        }
        if (text[at + 1] == '}') {
          at += 2;
        } else {
          problems.add(at, at + 1, "a single '}' in an f-string: write '}}' for the character");
          at++;
        }
        continue;
      }
      if (c == '\\') {
        at = afterBackslash(at, raw);
        continue;
      }
      if (!triple && (c == '\n' || c == '\r')) {
        middle(start, at);
        if (spec) {
          frameCount--;
        } else {
          unterminated(frames[frame + 3], false);
          frameCount--;
          tokens.addForced(TokenKind.FSTRING_END, at);
        }
        return;
      }
      at++;
    }
  }

  private int afterBackslash(int at, boolean raw) {
    char next = buffer[at + 1];
    if (next == '{' || next == '}') {
      return at + 1;
    }
    if (!raw && next == 'N' && buffer[at + 2] == '{') {
      int close = at + 3;
      while (close < length && isCharacterNamePart(buffer[close])) {
        close++;
      }
      return buffer[close] == '}' ? close + 1 : at + 2;
    }
    return Math.min(length, at + (next == '\r' && buffer[at + 2] == '\n' ? 3 : 2));
  }

  private static boolean isCharacterNamePart(char c) {
    return c == ' ' || c == '-' || (c < 128 && Character.isLetterOrDigit(c));
  }

  private void middle(int start, int end) {
    position = end;
    if (end > start) {
      tokens.add(TokenKind.FSTRING_MIDDLE, start, end);
    }
  }

  private void closeFormat(int at, boolean triple, boolean spec) {
    if (spec) {
      // The quote ends the string although its field is open: '}' is missing.
      problems.add(at, at + 1, "the replacement field of this f-string is missing its '}'");
      frameCount -= 2;
      bracketCount = Math.max(0, bracketCount - 1);
    }
    int end = at + (triple ? 3 : 1);
    position = end;
    tokens.add(TokenKind.FSTRING_END, at, end);
    frameCount--;
  }

  // ---- numbers

  final void number() {
    int start = position;
    char[] text = buffer;
    if (text[start] == '0') {
      int base = text[start + 1] | 0x20;
      if (base == 'x' || base == 'o' || base == 'b') {
        prefixedNumber(start, base);
        return;
      }
    }
    boolean integer = true;
    digits();
    int integerEnd = position;
    if (text[position] == '.') {
      integer = false;
      position++;
      digits();
    }
    if ((text[position] | 0x20) == 'e') {
      int digit = position + (text[position + 1] == '+' || text[position + 1] == '-' ? 2 : 1);
      if (isDigit(text[digit])) {
        integer = false;
        position = digit;
        digits();
      }
    }
    if ((text[position] | 0x20) == 'j') {
      integer = false;
      position++;
    }
    if (integer && text[start] == '0') {
      for (int i = start; i < integerEnd; i++) {
        if (text[i] >= '1' && text[i] <= '9') {
          problems.add(
              start, position, "a number must not start with 0: write 0o for an octal number");
          break;
        }
      }
    }
    tokens.add(TokenKind.NUMBER, start, position);
  }

  private void prefixedNumber(int start, int base) {
    char[] text = buffer;
    int at = start + 2;
    while (text[at] == '_'
        || isDigit(text[at])
        || (base == 'x' && (text[at] | 0x20) >= 'a' && (text[at] | 0x20) <= 'f')) {
      at++;
    }
    position = at;
    if (at == start + 2) {
      problems.add(start, at, "this number has a base prefix but no digits");
    }
    tokens.add(TokenKind.NUMBER, start, at);
  }

  private void digits() {
    int at = position;
    while (isDigit(buffer[at]) || buffer[at] == '_') {
      at++;
    }
    position = at;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
