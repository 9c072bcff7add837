package dev.crosstalk.python.parse;

/// The lowest layer of the parser: where it stands, what is expected there, and how deep it is.
abstract sealed class TokenReader permits StringParser {
  /// Levels of nested expressions that are read; CPython gives up at about 200 brackets.
  static final int MAX_NESTING = 210;

  /// Length of chains like `a.b().c` summed along a path through one expression.
  static final int MAX_SPINE = 300;

  final byte[] kinds;
  final int[] starts;
  final int[] ends;
  final char[] text;
  final TreeBuilder tree = new TreeBuilder();

  private final Tokens tokens;
  private final Identifiers identifiers;
  private final Problems problems;

  /// Index of the current token.
  int position;

  /// Open levels of the expression being read.
  int nesting;

  /// Longest chain of left-nested nodes in what was read since somebody set it to 0.
  int spine;

  private int failedAt;
  private String failure = "";

  TokenReader(Tokens tokens, char[] text, Problems problems) {
    this.tokens = tokens;
    this.kinds = tokens.kinds;
    this.starts = tokens.starts;
    this.ends = tokens.ends;
    this.text = text;
    this.problems = problems;
    this.identifiers = new Identifiers(text, tokens.count / 32);
  }

  // ---- moving

  final boolean at(int kind) {
    return kinds[position] == kind;
  }

  final boolean eat(int kind) {
    if (kinds[position] == kind) {
      position++;
      return true;
    }
    return false;
  }

  final void need(int kind, String expected) {
    if (kinds[position] != kind) {
      throw fail(expected);
    }
    position++;
  }

  /// Kind of the token `distance` behind the current one.
  final int peek(int distance) {
    int index = position + distance;
    return index < tokens.count ? kinds[index] : TokenKind.EOF;
  }

  final int start() {
    return starts[position];
  }

  /// End of the last token that was read.
  final int end() {
    return ends[position - 1];
  }

  /// End of the last token that was read and is text: not a line end, not a change of indentation.
  final int blockEnd() {
    int last = position - 1;
    while (last > 0 && kinds[last] <= TokenKind.DEDENT) {
      last--;
    }
    return ends[last];
  }

  final boolean atStatementEnd() {
    int kind = kinds[position];
    return kind == TokenKind.NEWLINE || kind == TokenKind.SEMICOLON || kind == TokenKind.EOF;
  }

  // ---- names

  /// Is the token at `index` the soft keyword `word`?
  final boolean isSoft(int index, String word) {
    int size = word.length();
    if (index >= tokens.count
        || kinds[index] != TokenKind.NAME
        || ends[index] - starts[index] != size) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (text[starts[index] + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Reads an identifier.
  final String identifier() {
    if (kinds[position] != TokenKind.NAME) {
      throw fail(kinds[position] >= TokenKind.FIRST_KEYWORD ? KEYWORD_AS_NAME : "expected a name");
    }
    String name = identifiers.intern(starts[position], ends[position]);
    position++;
    return name;
  }

  /// The interned text of the token at `index`, which is a name.
  final String nameAt(int index) {
    return identifiers.intern(starts[index], ends[index]);
  }

  // ---- failing

  static final String KEYWORD_AS_NAME = "expected a name but this is a keyword";
  static final String TOO_DEEP = "nested too deeply";

  /// Notes what was expected at the current token. To be thrown.
  final ParseFailure fail(String expected) {
    return fail(position, expected);
  }

  final ParseFailure fail(int token, String message) {
    failedAt = token;
    failure = message;
    return new ParseFailure();
  }

  /// Adds the noted failure to the problems.
  final void reportFailure() {
    int kind = kinds[failedAt];
    // The tokenizer has said what is wrong with these.
    if (kind == TokenKind.ERROR
        || tokens.isForced(failedAt)
        || tokens.isUnclosed(starts[failedAt])) {
      return;
    }
    boolean expectation = failure.startsWith("expected");
    report(
        failedAt, expectation ? failure + ", found " + TokenNames.describe(kind, this) : failure);
  }

  /// Adds a problem at a token.
  final void report(int token, String message) {
    problems.add(starts[token], ends[token], message);
  }

  final void report(int start, int end, String message) {
    problems.add(start, end, message);
  }

  /// The text of the token that failed.
  final String failedText() {
    return new String(text, starts[failedAt], Math.min(40, ends[failedAt] - starts[failedAt]));
  }

  /// Enters one level of an expression; the caller decrements {@link #nesting} when it leaves.
  final void enter() {
    if (++nesting > MAX_NESTING) {
      throw fail(TOO_DEEP);
    }
  }
}
