package dev.crosstalk.python.parse;

import java.util.Arrays;

/// Turns text into tokens: lines and indentation, names, operators and brackets.
///
/// A statement keyword at the start of a line closes every bracket that is still open: it cannot
/// stand inside one, so the bracket was forgotten, and the rest of the file stays readable.
final class Tokenizer extends LiteralScanner {
  private static final int TAB = 8;
  private static final byte OTHER = 0;
  private static final byte LETTER = 1;
  private static final byte DIGIT = 2;
  private static final byte[] CLASSES = new byte[128];

  static {
    for (int c = 'a'; c <= 'z'; c++) {
      CLASSES[c] = LETTER;
      CLASSES[c - 'a' + 'A'] = LETTER;
    }
    CLASSES['_'] = LETTER;
    for (int c = '0'; c <= '9'; c++) {
      CLASSES[c] = DIGIT;
    }
  }

  // Columns of the open blocks with tabs to the next multiple of 8, and with tabs as one column.
  private int[] columns = new int[32];
  private int[] tabColumns = new int[32];
  private int blocks = 1;

  private Tokenizer(char[] buffer, int length, Tokens tokens, Problems problems) {
    super(buffer, length, tokens, problems);
  }

  /// @param buffer the text and at least {@link LiteralScanner#LOOKAHEAD} zeros behind it
  static Tokens tokenize(char[] buffer, int length, Problems problems) {
    Tokens tokens = new Tokens(length / 4 + 64);
    new Tokenizer(buffer, length, tokens, problems).run();
    return tokens;
  }

  private void run() {
    if (length > 0 && buffer[0] == '\uFEFF') {
      position = 1;
    }
    boolean lineStart = true;
    while (true) {
      if (inLiteral()) {
        formatLiteral();
        continue;
      }
      if (lineStart) {
        lineStart = false;
        indentation();
      }
      if (position >= length) {
        break;
      }
      lineStart = token();
    }
    finish();
  }

  private void finish() {
    if (bracketCount > 0) {
      neverClosed();
      tokens.addForced(TokenKind.NEWLINE, length);
    } else if (inFrame()) {
      problems.add(outermostFrameStart(), outermostFrameStart() + 1, "this f-string is not closed");
      tokens.addForced(TokenKind.NEWLINE, length);
    } else if (tokens.lastKind() != TokenKind.NEWLINE && tokens.lastKind() != TokenKind.DEDENT) {
      tokens.add(TokenKind.NEWLINE, length, length);
    }
    for (; blocks > 1; blocks--) {
      tokens.add(TokenKind.DEDENT, length, length);
    }
    tokens.add(TokenKind.EOF, length, length);
  }

  private void neverClosed() {
    int open = brackets[bracketCount - 1];
    problems.add(open, open + 1, "'" + buffer[open] + "' is never closed");
    tokens.addUnclosed(open, position);
    bracketCount = 0;
    dropFrames();
  }

  // ---- lines

  /// Skips blank lines and reports the change of indentation of the next logical line.
  private void indentation() {
    char[] text = buffer;
    int column = 0;
    int tabColumn = 0;
    int continuedColumn = 0;
    int continuedTabColumn = 0;
    int at = position;
    while (true) {
      char c = text[at];
      if (c == ' ') {
        int from = at;
        do {
          at++;
        } while (text[at] == ' ');
        column += at - from;
        tabColumn += at - from;
      } else if (c == '\n') {
        at++;
        column = tabColumn = continuedColumn = continuedTabColumn = 0;
      } else if (c == '#') {
        int start = at;
        at = lineEnd(at);
        tokens.addComment(start, at);
      } else if (c == '\t') {
        column = (column / TAB + 1) * TAB;
        tabColumn++;
        at++;
      } else if (c == '\r') {
        at += text[at + 1] == '\n' ? 2 : 1;
        column = tabColumn = continuedColumn = continuedTabColumn = 0;
      } else if (c == '\f') {
        column = tabColumn = 0;
        at++;
      } else if (c == '\\' && (text[at + 1] == '\n' || text[at + 1] == '\r')) {
        // The first backslash behind white space fixes the column of what follows.
        if (continuedColumn == 0) {
          continuedColumn = column;
          continuedTabColumn = tabColumn;
        }
        at += text[at + 1] == '\r' && text[at + 2] == '\n' ? 3 : 2;
      } else {
        break;
      }
    }
    position = Math.min(at, length);
    if (at < length) {
      indent(
          continuedColumn > 0 ? continuedColumn : column,
          continuedColumn > 0 ? continuedTabColumn : tabColumn);
    }
  }

  private void indent(int column, int tabColumn) {
    int current = columns[blocks - 1];
    if (column == current) {
      if (tabColumn != tabColumns[blocks - 1]) {
        mixedTabs();
      }
      return;
    }
    if (column > current) {
      if (tabColumn <= tabColumns[blocks - 1]) {
        mixedTabs();
      }
      open(column, tabColumn);
      tokens.add(TokenKind.INDENT, position, position);
      return;
    }
    while (column < columns[blocks - 1]) {
      blocks--;
      tokens.add(TokenKind.DEDENT, position, position);
    }
    if (column != columns[blocks - 1]) {
      problems.add(position, position + 1, "this indentation matches no line above");
      open(column, tabColumn);
    } else if (tabColumn != tabColumns[blocks - 1]) {
      mixedTabs();
    }
  }

  private void open(int column, int tabColumn) {
    if (blocks == columns.length) {
      columns = Arrays.copyOf(columns, blocks * 2);
      tabColumns = Arrays.copyOf(tabColumns, blocks * 2);
    }
    columns[blocks] = column;
    tabColumns[blocks] = tabColumn;
    blocks++;
  }

  private void mixedTabs() {
    problems.add(position, position + 1, "tabs and spaces are mixed in this indentation");
  }

  private int lineEnd(int from) {
    char[] text = buffer;
    int at = from;
    while (true) {
      char c = text[at];
      if (c <= '\r' && (c == '\n' || c == '\r' || at >= length)) {
        return at;
      }
      at++;
    }
  }

  // ---- tokens

  /// Reads one token. True when the next logical line starts behind it.
  private boolean token() {
    char[] text = buffer;
    int start = position;
    char c = text[start];
    while (c == ' ') {
      c = text[++start];
    }
    position = start;
    if (c < 128) {
      byte kind = CLASSES[c];
      if (kind == LETTER) {
        name(start);
        return false;
      }
      if (kind == DIGIT || (c == '.' && isDigit(text[start + 1]))) {
        number();
        return false;
      }
    } else if (isIdentifierStart(start)) {
      name(start);
      return false;
    }
    switch (c) {
      case '\t', '\f' -> position = start + 1;
      case '\n', '\r' -> {
        return newline(start);
      }
      case '#' -> {
        position = lineEnd(start);
        tokens.addComment(start, position);
      }
      case '\\' -> {
        char next = text[start + 1];
        if (next == '\n' || next == '\r') {
          position = start + (next == '\r' && text[start + 2] == '\n' ? 3 : 2);
        } else {
          invalid(start, start + 1, "nothing may follow a backslash on its line");
        }
      }
      case '\'', '"' -> string(start, start);
      case '(' -> open(TokenKind.LPAR);
      case '[' -> open(TokenKind.LSQB);
      case '{' -> open(TokenKind.LBRACE);
      case ')' -> close(TokenKind.RPAR, '(');
      case ']' -> close(TokenKind.RSQB, '[');
      case '}' -> close(TokenKind.RBRACE, '{');
      default -> {
        if (start < length) {
          operator(c, start);
        }
      }
    }
    return false;
  }

  private void operator(char c, int start) {
    char next = buffer[start + 1];
    switch (c) {
      case ',' -> add(TokenKind.COMMA, 1);
      case ';' -> add(TokenKind.SEMICOLON, 1);
      case '~' -> add(TokenKind.TILDE, 1);
      case '.' -> {
        if (next == '.' && buffer[start + 2] == '.') {
          add(TokenKind.ELLIPSIS, 3);
        } else {
          add(TokenKind.DOT, 1);
        }
      }
      case ':' -> {
        if (atFieldLevel()) {
          add(TokenKind.COLON, 1);
          pushSpec();
        } else if (next == '=') {
          add(TokenKind.WALRUS, 2);
        } else {
          add(TokenKind.COLON, 1);
        }
      }
      case '=' -> addWithEqual(TokenKind.EQUAL, TokenKind.EQUAL_EQUAL, next);
      case '!' -> addWithEqual(TokenKind.BANG, TokenKind.NOT_EQUAL, next);
      case '-' -> {
        if (next == '>') {
          add(TokenKind.ARROW, 2);
        } else {
          arithmetic(TokenKind.MINUS, 1);
        }
      }
      case '+' -> arithmetic(TokenKind.PLUS, 1);
      case '@' -> arithmetic(TokenKind.AT, 1);
      case '%' -> arithmetic(TokenKind.PERCENT, 1);
      case '&' -> arithmetic(TokenKind.AMPERSAND, 1);
      case '|' -> arithmetic(TokenKind.BAR, 1);
      case '^' -> arithmetic(TokenKind.CARET, 1);
      case '*' -> doubled(TokenKind.STAR, TokenKind.DOUBLE_STAR, c);
      case '/' -> doubled(TokenKind.SLASH, TokenKind.DOUBLE_SLASH, c);
      case '<' -> {
        if (next == '<') {
          arithmetic(TokenKind.LEFT_SHIFT, 2);
        } else {
          addWithEqual(TokenKind.LESS, TokenKind.LESS_EQUAL, next);
        }
      }
      case '>' -> {
        if (next == '>') {
          arithmetic(TokenKind.RIGHT_SHIFT, 2);
        } else {
          addWithEqual(TokenKind.GREATER, TokenKind.GREATER_EQUAL, next);
        }
      }
      default -> invalidCharacter(start);
    }
  }

  private void add(int kind, int size) {
    int start = position;
    position = start + size;
    tokens.add(kind, start, start + size);
  }

  private void addWithEqual(int plain, int withEqual, char next) {
    if (next == '=') {
      add(withEqual, 2);
    } else {
      add(plain, 1);
    }
  }

  private void arithmetic(int kind, int size) {
    if (buffer[position + size] == '=') {
      add(kind + TokenKind.AUGMENTED, size + 1);
    } else {
      add(kind, size);
    }
  }

  private void doubled(int single, int twice, char c) {
    if (buffer[position + 1] == c) {
      arithmetic(twice, 2);
    } else {
      arithmetic(single, 1);
    }
  }

  private void open(int kind) {
    openBracket();
    add(kind, 1);
  }

  private void close(int kind, char opener) {
    if (bracketCount == 0) {
      problems.add(position, position + 1, "'" + buffer[position] + "' closes nothing");
    } else if (buffer[brackets[bracketCount - 1]] == opener) {
      if (atFieldLevel()) {
        popFrame();
      }
      bracketCount--;
    } else {
      mismatched(opener);
    }
    add(kind, 1);
  }

  private void mismatched(char opener) {
    char open = buffer[brackets[bracketCount - 1]];
    problems.add(
        position,
        position + 1,
        "'" + buffer[position] + "' does not match the open '" + open + "'");
    for (int i = bracketCount - 1; i >= fieldFloor(); i--) {
      if (buffer[brackets[i]] == opener) {
        bracketCount = i;
        return;
      }
    }
    if (!atFieldLevel()) {
      // Most likely the wrong closer was typed.
      bracketCount--;
    }
  }

  private boolean newline(int start) {
    position = start + (buffer[start] == '\r' && buffer[start + 1] == '\n' ? 2 : 1);
    if (bracketCount == 0) {
      tokens.add(TokenKind.NEWLINE, start, start);
      return true;
    }
    if (statementAhead()) {
      neverClosed();
      tokens.addForced(TokenKind.NEWLINE, start);
      return true;
    }
    return false;
  }

  /// Does the next line start with a keyword that only a statement can start with?
  private boolean statementAhead() {
    int at = position;
    while (buffer[at] == ' ' || buffer[at] == '\t') {
      at++;
    }
    int end = wordEnd(at);
    return switch (Keywords.kind(buffer, at, end)) {
      case TokenKind.DEF,
          TokenKind.CLASS,
          TokenKind.RETURN,
          TokenKind.IMPORT,
          TokenKind.WHILE,
          TokenKind.WITH,
          TokenKind.TRY,
          TokenKind.RAISE,
          TokenKind.PASS,
          TokenKind.BREAK,
          TokenKind.CONTINUE,
          TokenKind.DEL,
          TokenKind.GLOBAL,
          TokenKind.NONLOCAL,
          TokenKind.ASSERT,
          TokenKind.EXCEPT,
          TokenKind.FINALLY,
          TokenKind.ELIF ->
          true;
      case TokenKind.ASYNC -> {
        int next = skipSpaces(end);
        int kind = Keywords.kind(buffer, next, wordEnd(next));
        yield kind == TokenKind.DEF || kind == TokenKind.WITH;
      }
      case TokenKind.FROM -> {
        int next = skipSpaces(end);
        while (buffer[next] == '.' || (buffer[next] < 128 && CLASSES[buffer[next]] != OTHER)) {
          next++;
        }
        next = skipSpaces(next);
        yield Keywords.kind(buffer, next, wordEnd(next)) == TokenKind.IMPORT;
      }
      default -> false;
    };
  }

  private int skipSpaces(int from) {
    int at = from;
    while (buffer[at] == ' ') {
      at++;
    }
    return at;
  }

  private int wordEnd(int from) {
    int at = from;
    while (buffer[at] < 128 && CLASSES[buffer[at]] != OTHER) {
      at++;
    }
    return at;
  }

  // ---- names

  private void name(int start) {
    char[] text = buffer;
    byte[] classes = CLASSES;
    int at = start;
    while (true) {
      char c = text[at];
      while (c < 128 && classes[c] != OTHER) {
        c = text[++at];
      }
      if (c < 128) {
        break;
      } else {
        int size = identifierPart(at);
        if (size == 0) {
          break;
        }
        at += size;
      }
    }
    int size = at - start;
    if (size <= 2 && (text[at] == '\'' || text[at] == '"') && isStringPrefix(start, size)) {
      string(start, at);
      return;
    }
    position = at;
    tokens.add(Keywords.kind(text, start, at), start, at);
  }

  private boolean isIdentifierStart(int at) {
    int point = Character.codePointAt(buffer, at, length);
    return Character.isUnicodeIdentifierStart(point) && identifierPart(at) > 0;
  }

  /// Size of the identifier character at an offset in UTF-16 units, 0 when it is none.
  private int identifierPart(int at) {
    int point = Character.codePointAt(buffer, at, length);
    return Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point)
        ? Character.charCount(point)
        : 0;
  }

  private void invalidCharacter(int start) {
    int point = Character.codePointAt(buffer, start, length);
    String shown =
        Character.isLetterOrDigit(point) || (point > 32 && point < 127)
            ? "'" + Character.toString(point) + "' "
            : "";
    invalid(
        start,
        start + Character.charCount(point),
        "the character " + shown + String.format("(U+%04X)", point) + " cannot stand here");
  }

  private void invalid(int start, int end, String message) {
    problems.add(start, end, message);
    position = end;
    tokens.add(TokenKind.ERROR, start, end);
  }
}
