package dev.crosstalk.python.parse;

/// What tokens are called in messages.
final class TokenNames {
  private TokenNames() {}

  static String describe(int kind, TokenReader reader) {
    return switch (kind) {
      case TokenKind.EOF -> "the end of the file";
      case TokenKind.NEWLINE -> "the end of the line";
      case TokenKind.INDENT -> "a deeper indentation";
      case TokenKind.DEDENT -> "the end of the block";
      case TokenKind.NUMBER -> "a number";
      case TokenKind.STRING, TokenKind.FSTRING_START -> "a string";
      case TokenKind.FSTRING_MIDDLE, TokenKind.FSTRING_END -> "the end of the expression";
      case TokenKind.NAME -> "the name '" + reader.failedText() + "'";
      default -> "'" + reader.failedText() + "'";
    };
  }
}
