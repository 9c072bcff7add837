package dev.crosstalk.python.parse;

import dev.crosstalk.python.syntax.PyTree.BinaryOp;

/// Kinds of tokens as small integers, so that a file's tokens fit in a byte array and the parser
/// can switch on them. Binary operators and their augmented forms follow the order of {@link
/// BinaryOp}.
final class TokenKind {
  static final int EOF = 0;
  static final int NEWLINE = 1;
  static final int INDENT = 2;
  static final int DEDENT = 3;
  static final int NAME = 4;
  static final int NUMBER = 5;
  static final int STRING = 6;
  static final int FSTRING_START = 7;
  static final int FSTRING_MIDDLE = 8;
  static final int FSTRING_END = 9;

  /// A character that cannot stand here; the tokenizer has reported it.
  static final int ERROR = 10;

  static final int LPAR = 11;
  static final int RPAR = 12;
  static final int LSQB = 13;
  static final int RSQB = 14;
  static final int LBRACE = 15;
  static final int RBRACE = 16;
  static final int COMMA = 17;
  static final int COLON = 18;
  static final int DOT = 19;
  static final int SEMICOLON = 20;
  static final int EQUAL = 21;
  static final int ARROW = 22;
  static final int WALRUS = 23;
  static final int ELLIPSIS = 24;
  static final int BANG = 25;
  static final int TILDE = 26;

  static final int LESS = 27;
  static final int GREATER = 28;
  static final int LESS_EQUAL = 29;
  static final int GREATER_EQUAL = 30;
  static final int EQUAL_EQUAL = 31;
  static final int NOT_EQUAL = 32;

  static final int PLUS = 40;
  static final int MINUS = 41;
  static final int STAR = 42;
  static final int AT = 43;
  static final int SLASH = 44;
  static final int DOUBLE_SLASH = 45;
  static final int PERCENT = 46;
  static final int DOUBLE_STAR = 47;
  static final int LEFT_SHIFT = 48;
  static final int RIGHT_SHIFT = 49;
  static final int AMPERSAND = 50;
  static final int BAR = 51;
  static final int CARET = 52;

  /// `+=`; the kind of an augmented assignment is that of its operator plus this difference.
  static final int AUGMENTED = 20;

  static final int FIRST_AUGMENTED = PLUS + AUGMENTED;
  static final int LAST_AUGMENTED = CARET + AUGMENTED;

  static final int FIRST_KEYWORD = 80;
  static final int FALSE = 80;
  static final int NONE = 81;
  static final int TRUE = 82;
  static final int AND = 83;
  static final int AS = 84;
  static final int ASSERT = 85;
  static final int ASYNC = 86;
  static final int AWAIT = 87;
  static final int BREAK = 88;
  static final int CLASS = 89;
  static final int CONTINUE = 90;
  static final int DEF = 91;
  static final int DEL = 92;
  static final int ELIF = 93;
  static final int ELSE = 94;
  static final int EXCEPT = 95;
  static final int FINALLY = 96;
  static final int FOR = 97;
  static final int FROM = 98;
  static final int GLOBAL = 99;
  static final int IF = 100;
  static final int IMPORT = 101;
  static final int IN = 102;
  static final int IS = 103;
  static final int LAMBDA = 104;
  static final int NONLOCAL = 105;
  static final int NOT = 106;
  static final int OR = 107;
  static final int PASS = 108;
  static final int RAISE = 109;
  static final int RETURN = 110;
  static final int TRY = 111;
  static final int WHILE = 112;
  static final int WITH = 113;
  static final int YIELD = 114;
  static final int COUNT = 115;

  private static final BinaryOp[] OPERATORS = BinaryOp.values();

  private TokenKind() {}

  static boolean isAugmented(int kind) {
    return kind >= FIRST_AUGMENTED && kind <= LAST_AUGMENTED;
  }

  /// The operator of a binary or an augmented kind.
  static BinaryOp operator(int kind) {
    return OPERATORS[(kind >= FIRST_AUGMENTED ? kind - AUGMENTED : kind) - PLUS];
  }
}
