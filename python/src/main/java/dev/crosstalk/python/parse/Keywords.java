package dev.crosstalk.python.parse;

import java.util.List;

/// The 35 keywords of Python behind a perfect hash: one probe and one comparison per name.
final class Keywords {
  /// In the order of the token kinds.
  static final List<String> WORDS =
      List.of(
          "False",
          "None",
          "True",
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  private static final int MIN_LENGTH = 2;
  private static final int MAX_LENGTH = 8;
  private static final char[][] TABLE = new char[64][];
  private static final byte[] KINDS = new byte[TABLE.length];

  static {
    for (int i = 0; i < WORDS.size(); i++) {
      char[] word = WORDS.get(i).toCharArray();
      int slot = hash(word, 0, word.length);
      if (TABLE[slot] != null) {
        throw new IllegalStateException("two keywords in one slot: " + WORDS.get(i));
      }
      TABLE[slot] = word;
      KINDS[slot] = (byte) (TokenKind.FIRST_KEYWORD + i);
    }
  }

  private Keywords() {}

  // The factors were found by search: they send the 35 words to 35 of 64 slots.
  private static int hash(char[] text, int start, int length) {
    return (length * 20 + text[start] * 2 + text[start + 1] + text[start + length - 1] * 25)
        & (TABLE.length - 1);
  }

  /// The kind of the word in `text[start, end)`: a keyword's, or {@link TokenKind#NAME}.
  static int kind(char[] text, int start, int end) {
    int length = end - start;
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return TokenKind.NAME;
    }
    int slot = hash(text, start, length);
    char[] word = TABLE[slot];
    if (word == null || word.length != length) {
      return TokenKind.NAME;
    }
    for (int i = 0; i < length; i++) {
      if (word[i] != text[start + i]) {
        return TokenKind.NAME;
      }
    }
    return KINDS[slot];
  }
}
