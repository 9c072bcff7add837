package dev.crosstalk.python.parse;

import dev.crosstalk.python.syntax.PyTree.Argument;
import dev.crosstalk.python.syntax.PyTree.ClassDef;
import dev.crosstalk.python.syntax.PyTree.ErrorExpr;
import dev.crosstalk.python.syntax.PyTree.ErrorStmt;
import dev.crosstalk.python.syntax.PyTree.ExceptHandler;
import dev.crosstalk.python.syntax.PyTree.Expr;
import dev.crosstalk.python.syntax.PyTree.For;
import dev.crosstalk.python.syntax.PyTree.FunctionDef;
import dev.crosstalk.python.syntax.PyTree.If;
import dev.crosstalk.python.syntax.PyTree.Match;
import dev.crosstalk.python.syntax.PyTree.MatchCase;
import dev.crosstalk.python.syntax.PyTree.Module;
import dev.crosstalk.python.syntax.PyTree.Parameters;
import dev.crosstalk.python.syntax.PyTree.Pattern;
import dev.crosstalk.python.syntax.PyTree.Stmt;
import dev.crosstalk.python.syntax.PyTree.Try;
import dev.crosstalk.python.syntax.PyTree.TupleDisplay;
import dev.crosstalk.python.syntax.PyTree.TypeParam;
import dev.crosstalk.python.syntax.PyTree.ValuePattern;
import dev.crosstalk.python.syntax.PyTree.While;
import dev.crosstalk.python.syntax.PyTree.With;
import dev.crosstalk.python.syntax.PyTree.WithItem;
import java.util.List;

/// Blocks, and recovery: a statement that cannot be read becomes an error node that holds what
/// could be read inside it; a header that cannot be read keeps its block.
final class StatementParser extends SimpleStatementParser {
  /// Levels of blocks, `elif` counted as one; CPython gives up at 100 levels of indentation.
  static final int MAX_STATEMENT_DEPTH = 200;

  private int statementDepth;

  StatementParser(Tokens tokens, char[] text, Problems problems) {
    super(tokens, text, problems);
  }

  Module module(int length) {
    while (!at(TokenKind.EOF)) {
      statement();
    }
    return new Module(0, 0, length, tree.take(0));
  }

  // ---- statements and recovery

  /// Reads one statement, or one line of simple ones, and pushes the nodes. Always moves on.
  private void statement() {
    int first = position;
    int mark = tree.mark();
    int firstId = tree.nodeCount();
    int depth = statementDepth;
    try {
      switch (kinds[first]) {
        case TokenKind.NEWLINE -> position++;
        case TokenKind.DEDENT -> position++;
        case TokenKind.INDENT -> strayBlock();
        case TokenKind.IF -> tree.push(ifStatement());
        case TokenKind.WHILE -> tree.push(whileStatement());
        case TokenKind.FOR -> tree.push(forStatement(start(), false));
        case TokenKind.TRY -> tree.push(tryStatement());
        case TokenKind.WITH -> tree.push(withStatement(start(), false));
        case TokenKind.DEF -> tree.push(functionDef(start(), false, List.of()));
        case TokenKind.CLASS -> tree.push(classDef(List.of()));
        case TokenKind.AT -> decorated();
        case TokenKind.ASYNC -> asyncStatement();
        case TokenKind.ELIF, TokenKind.ELSE, TokenKind.EXCEPT, TokenKind.FINALLY ->
            throw fail("this clause belongs to no statement above it");
        default -> {
          if (atMatch()) {
            tree.push(matchStatement());
          } else {
            simpleLine();
          }
        }
      }
    } catch (ParseFailure failure) {
      statementDepth = depth;
      tree.drop(mark);
      tree.resetIds(firstId);
      abandon(first);
    }
  }

  /// Reports the failure and makes an error node of everything from a token to the end of the line
  /// and of the block behind it.
  private void abandon(int first) {
    nesting = 0;
    spine = 0;
    reportFailure();
    int mark = tree.mark();
    position = Math.max(position, first);
    while (!at(TokenKind.NEWLINE) && !at(TokenKind.EOF)) {
      position++;
    }
    eat(TokenKind.NEWLINE);
    if (at(TokenKind.INDENT)) {
      position++;
      blockBody();
    }
    pushError(starts[first], mark);
  }

  private void pushError(int start, int mark) {
    int end = blockEnd();
    tree.push(new ErrorStmt(tree.nextId(), Math.min(start, end), end, tree.take(mark)));
  }

  private void strayBlock() {
    report(position, "this indentation opens a block that no statement above announced");
    int start = start();
    int mark = tree.mark();
    position++;
    blockBody();
    pushError(start, mark);
  }

  /// Reads statements separated by semicolons up to the end of the line.
  private void simpleLine() {
    while (true) {
      int first = position;
      int mark = tree.mark();
      int firstId = tree.nodeCount();
      try {
        tree.push(simpleStatement());
      } catch (ParseFailure failure) {
        tree.drop(mark);
        tree.resetIds(firstId);
        abandon(first);
        return;
      }
      if (eat(TokenKind.NEWLINE) || at(TokenKind.EOF)) {
        return;
      }
      if (!eat(TokenKind.SEMICOLON)) {
        junk(first);
        return;
      }
      if (eat(TokenKind.NEWLINE) || at(TokenKind.EOF)) {
        return;
      }
    }
  }

  /// Something stands behind a whole statement.
  private void junk(int statement) {
    boolean python2 =
        position == statement + 1 && (isSoft(statement, "print") || isSoft(statement, "exec"));
    fail(
        python2
            ? "this is a statement of Python 2: it needs parentheses in Python 3"
            : at(TokenKind.EQUAL)
                ? "'=' cannot stand here; a comparison is written '=='"
                : "expected the end of the statement");
    abandon(position);
  }

  // ---- blocks

  /// Reads `:` and a block. The header's mistakes have been reported when `broken`.
  private List<Stmt> block() {
    int mark = tree.mark();
    if (!eat(TokenKind.COLON)) {
      fail(
          at(TokenKind.EQUAL)
              ? "'=' cannot stand here; a comparison is written '=='"
              : "expected ':'");
      reportFailure();
      skipHeader();
      eat(TokenKind.COLON);
    }
    if (!at(TokenKind.NEWLINE)) {
      if (at(TokenKind.EOF)) {
        report(position, "a block is missing at the end of the file");
      } else {
        simpleLine();
      }
      return tree.take(mark);
    }
    int line = position++;
    if (!at(TokenKind.INDENT)) {
      report(line, "an indented block must follow this line");
      return List.of();
    }
    position++;
    if (statementDepth >= MAX_STATEMENT_DEPTH) {
      report(line, TOO_DEEP);
      skipBlock();
      return List.of();
    }
    statementDepth++;
    blockBody();
    statementDepth--;
    return tree.take(mark);
  }

  private void blockBody() {
    if (statementDepth >= MAX_STATEMENT_DEPTH) {
      report(position, TOO_DEEP);
      skipBlock();
      return;
    }
    statementDepth++;
    while (!at(TokenKind.DEDENT) && !at(TokenKind.EOF)) {
      statement();
    }
    eat(TokenKind.DEDENT);
    statementDepth--;
  }

  /// Skips to behind the end of the block whose first statement is next.
  private void skipBlock() {
    for (int open = 1; open > 0 && !at(TokenKind.EOF); position++) {
      if (at(TokenKind.INDENT)) {
        open++;
      } else if (at(TokenKind.DEDENT)) {
        open--;
      }
    }
  }

  private List<Stmt> elseBlock() {
    return eat(TokenKind.ELSE) ? block() : List.of();
  }

  // ---- headers

  /// Skips what is left of a header: to a colon that ends its line, or to the end of the line.
  private void skipHeader() {
    while (!at(TokenKind.NEWLINE)
        && !at(TokenKind.EOF)
        && !(at(TokenKind.COLON) && peek(1) == TokenKind.NEWLINE)) {
      position++;
    }
  }

  /// Gives up on a header but not on its block.
  private void abandonHeader(int depth) {
    nesting = depth;
    spine = 0;
    reportFailure();
    skipHeader();
  }

  /// What a broken header has from an offset on; empty when nothing but the end of the line is
  /// there.
  private ErrorExpr errorFrom(int start) {
    int end = blockEnd();
    return new ErrorExpr(tree.nextId(), Math.min(start, end), end);
  }

  /// The condition or subject of a header.
  private Expr headerExpression() {
    int start = start();
    int mark = tree.mark();
    int firstId = tree.nodeCount();
    int depth = nesting;
    try {
      return namedExpression();
    } catch (ParseFailure failure) {
      tree.drop(mark);
      tree.resetIds(firstId);
      abandonHeader(depth);
      return errorFrom(start);
    }
  }

  private Stmt ifStatement() {
    int start = start();
    position++;
    Expr test = headerExpression();
    List<Stmt> body = block();
    List<Stmt> orElse;
    if (!at(TokenKind.ELIF)) {
      orElse = elseBlock();
    } else if (statementDepth < MAX_STATEMENT_DEPTH) {
      statementDepth++;
      orElse = List.of(ifStatement());
      statementDepth--;
    } else {
      orElse = flatElifs();
    }
    return new If(tree.nextId(), start, blockEnd(), test, body, orElse);
  }

  /// Reads the rest of a chain of `elif` that is too long to be nested.
  private List<Stmt> flatElifs() {
    report(position, "too many 'elif' here: the rest is read as separate 'if' statements");
    int mark = tree.mark();
    while (at(TokenKind.ELIF)) {
      int start = start();
      position++;
      Expr test = headerExpression();
      List<Stmt> body = block();
      List<Stmt> orElse = elseBlock();
      tree.push(new If(tree.nextId(), start, blockEnd(), test, body, orElse));
    }
    return tree.take(mark);
  }

  private Stmt whileStatement() {
    int start = start();
    position++;
    Expr test = headerExpression();
    List<Stmt> body = block();
    List<Stmt> orElse = elseBlock();
    return new While(tree.nextId(), start, blockEnd(), test, body, orElse);
  }

  private Stmt forStatement(int start, boolean async) {
    position++;
    int mark = tree.mark();
    int firstId = tree.nodeCount();
    int depth = nesting;
    int targetStart = start();
    Expr target;
    Expr iterable;
    try {
      int token = position;
      target = targets();
      checkTarget(target, token, "assign to");
      need(TokenKind.IN, "expected 'in'");
      iterable = starExpressions();
    } catch (ParseFailure failure) {
      tree.drop(mark);
      tree.resetIds(firstId);
      abandonHeader(depth);
      iterable = errorFrom(targetStart);
      target = new ErrorExpr(tree.nextId(), iterable.start(), iterable.start());
    }
    List<Stmt> body = block();
    List<Stmt> orElse = elseBlock();
    return new For(tree.nextId(), start, blockEnd(), async, target, iterable, body, orElse);
  }

  private void asyncStatement() {
    int start = start();
    position++;
    switch (kinds[position]) {
      case TokenKind.DEF -> tree.push(functionDef(start, true, List.of()));
      case TokenKind.FOR -> tree.push(forStatement(start, true));
      case TokenKind.WITH -> tree.push(withStatement(start, true));
      default -> throw fail("expected 'def', 'for' or 'with' behind 'async'");
    }
  }

  // ---- with

  private Stmt withStatement(int start, boolean async) {
    position++;
    int mark = tree.mark();
    int firstId = tree.nodeCount();
    int depth = nesting;
    int itemStart = start();
    List<WithItem> items;
    try {
      if (!parenthesisedItems()) {
        do {
          withItem();
        } while (eat(TokenKind.COMMA));
      }
      items = tree.take(mark);
    } catch (ParseFailure failure) {
      tree.drop(mark);
      tree.resetIds(firstId);
      abandonHeader(depth);
      ErrorExpr context = errorFrom(itemStart);
      items = List.of(new WithItem(tree.nextId(), context.start(), context.end(), context, null));
    }
    List<Stmt> body = block();
    return new With(tree.nextId(), start, blockEnd(), async, items, body);
  }

  /// Reads `(a as b, c)` when the parentheses are those of the statement and not of an expression.
  private boolean parenthesisedItems() {
    if (!at(TokenKind.LPAR) || kinds[closing(position) + 1] != TokenKind.COLON) {
      return false;
    }
    int first = position;
    int mark = tree.mark();
    int firstId = tree.nodeCount();
    int depth = nesting;
    try {
      position++;
      do {
        withItem();
      } while (eat(TokenKind.COMMA) && !at(TokenKind.RPAR));
      if (eat(TokenKind.RPAR) && at(TokenKind.COLON)) {
        return true;
      }
    } catch (ParseFailure failure) {
      nesting = depth;
    }
    position = first;
    tree.drop(mark);
    tree.resetIds(firstId);
    return false;
  }

  /// Index of the token that closes the bracket at `open`, or of the last one of the line.
  private int closing(int open) {
    int depth = 0;
    for (int i = open; ; i++) {
      switch (kinds[i]) {
        case TokenKind.LPAR, TokenKind.LSQB, TokenKind.LBRACE -> depth++;
        case TokenKind.RPAR, TokenKind.RSQB, TokenKind.RBRACE -> {
          if (--depth == 0) {
            return i;
          }
        }
        case TokenKind.NEWLINE, TokenKind.EOF -> {
          return i - 1;
        }
        default -> {}
      }
    }
  }

  private void withItem() {
    int start = start();
    Expr context = expression();
    Expr target = null;
    if (eat(TokenKind.AS)) {
      int token = position;
      target = binary(BITWISE_OR);
      checkTarget(target, token, "assign to");
    }
    tree.push(new WithItem(tree.nextId(), start, end(), context, target));
  }

  // ---- try

  private Stmt tryStatement() {
    int first = position;
    int start = start();
    position++;
    List<Stmt> body = block();
    boolean star = false;
    int mark = tree.mark();
    while (at(TokenKind.EXCEPT)) {
      star |= peek(1) == TokenKind.STAR;
      ExceptHandler handler = exceptHandler();
      tree.push(handler);
    }
    List<ExceptHandler> handlers = tree.take(mark);
    List<Stmt> orElse = elseBlock();
    boolean last = eat(TokenKind.FINALLY);
    List<Stmt> finalBody = last ? block() : List.of();
    if (handlers.isEmpty() && !last) {
      report(first, "this 'try' has neither 'except' nor 'finally'");
    }
    return new Try(tree.nextId(), start, blockEnd(), star, body, handlers, orElse, finalBody);
  }

  private ExceptHandler exceptHandler() {
    int start = start();
    position++;
    eat(TokenKind.STAR);
    Expr type = null;
    String name = null;
    int mark = tree.mark();
    int firstId = tree.nodeCount();
    int depth = nesting;
    int typeStart = start();
    try {
      if (!at(TokenKind.COLON)) {
        type = exceptionTypes(typeStart);
        if (eat(TokenKind.AS)) {
          name = identifier();
        }
      }
    } catch (ParseFailure failure) {
      tree.drop(mark);
      tree.resetIds(firstId);
      abandonHeader(depth);
      type = errorFrom(typeStart);
    }
    List<Stmt> body = block();
    return new ExceptHandler(tree.nextId(), start, blockEnd(), type, name, body);
  }

  private Expr exceptionTypes(int start) {
    Expr first = expression();
    if (!at(TokenKind.COMMA)) {
      return first;
    }
    int mark = tree.mark();
    tree.push(first);
    while (eat(TokenKind.COMMA) && !at(TokenKind.COLON)) {
      tree.push(expression());
    }
    Expr types = new TupleDisplay(tree.nextId(), start, end(), tree.take(mark));
    if (at(TokenKind.AS)) {
      report(position, "several exception types with 'as' need parentheses");
    }
    return types;
  }

  // ---- definitions

  private void decorated() {
    int mark = tree.mark();
    while (eat(TokenKind.AT)) {
      tree.push(namedExpression());
      need(TokenKind.NEWLINE, "expected the end of the line");
    }
    List<Expr> decorators = tree.take(mark);
    int start = start();
    if (at(TokenKind.ASYNC) && peek(1) == TokenKind.DEF) {
      position++;
      tree.push(functionDef(start, true, decorators));
    } else if (at(TokenKind.DEF)) {
      tree.push(functionDef(start, false, decorators));
    } else if (at(TokenKind.CLASS)) {
      tree.push(classDef(decorators));
    } else {
      throw fail("expected a function or a class behind the decorator");
    }
  }

  private Stmt functionDef(int start, boolean async, List<Expr> decorators) {
    position++;
    int nameStart = start();
    String name = identifier();
    List<TypeParam> typeParams = List.of();
    Parameters parameters = null;
    Expr returns = null;
    int mark = tree.mark();
    int firstId = tree.nodeCount();
    int depth = nesting;
    int parametersStart = start();
    try {
      typeParams = typeParams();
      firstId = tree.nodeCount();
      need(TokenKind.LPAR, "expected '('");
      parametersStart = start();
      parameters(TokenKind.RPAR, true);
      int parametersEnd = start();
      need(TokenKind.RPAR, "expected ',' or ')'");
      parameters = new Parameters(tree.nextId(), parametersStart, parametersEnd, tree.take(mark));
      firstId = tree.nodeCount();
      returns = eat(TokenKind.ARROW) ? expression() : null;
    } catch (ParseFailure failure) {
      tree.drop(mark);
      tree.resetIds(firstId);
      abandonHeader(depth);
      if (parameters == null) {
        int at = Math.min(parametersStart, blockEnd());
        parameters = new Parameters(tree.nextId(), at, at, List.of());
      }
    }
    List<Stmt> body = block();
    return new FunctionDef(
        tree.nextId(),
        start,
        blockEnd(),
        async,
        name,
        nameStart,
        typeParams,
        parameters,
        returns,
        body,
        decorators);
  }

  private Stmt classDef(List<Expr> decorators) {
    int start = start();
    position++;
    int nameStart = start();
    String name = identifier();
    List<TypeParam> typeParams = List.of();
    List<Argument> arguments = List.of();
    int mark = tree.mark();
    int firstId = tree.nodeCount();
    int depth = nesting;
    try {
      typeParams = typeParams();
      firstId = tree.nodeCount();
      if (at(TokenKind.LPAR)) {
        arguments();
        arguments = tree.take(mark);
      }
    } catch (ParseFailure failure) {
      tree.drop(mark);
      tree.resetIds(firstId);
      abandonHeader(depth);
    }
    List<Stmt> body = block();
    return new ClassDef(
        tree.nextId(), start, blockEnd(), name, nameStart, typeParams, arguments, body, decorators);
  }

  // ---- match

  /// `match` is a keyword only where a block of `case` follows the line.
  private boolean atMatch() {
    if (!at(TokenKind.NAME) || !isSoft(position, "match")) {
      return false;
    }
    int next = peek(1);
    if (next == TokenKind.DOT
        || next == TokenKind.EQUAL
        || next == TokenKind.COMMA
        || next == TokenKind.NEWLINE) {
      return false;
    }
    int end = position + 1;
    while (kinds[end] != TokenKind.NEWLINE && kinds[end] != TokenKind.EOF) {
      end++;
    }
    return kinds[end] == TokenKind.NEWLINE
        && kinds[end - 1] == TokenKind.COLON
        && kinds[end + 1] == TokenKind.INDENT
        && isSoft(end + 2, "case");
  }

  private Stmt matchStatement() {
    int start = start();
    position++;
    Expr subject = subject();
    // The look-ahead has seen this colon unless the subject is broken.
    skipHeader();
    position += 3;
    statementDepth++;
    int mark = tree.mark();
    while (!at(TokenKind.DEDENT) && !at(TokenKind.EOF)) {
      if (isSoft(position, "case")) {
        MatchCase next = matchCase();
        tree.push(next);
      } else {
        notACase();
      }
    }
    eat(TokenKind.DEDENT);
    statementDepth--;
    return new Match(tree.nextId(), start, blockEnd(), subject, tree.take(mark));
  }

  /// A statement among the cases: reported and dropped, the tree has no place for it.
  private void notACase() {
    int mark = tree.mark();
    int firstId = tree.nodeCount();
    report(position, "only 'case' can stand in the block of 'match'");
    statement();
    tree.drop(mark);
    tree.resetIds(firstId);
  }

  private Expr subject() {
    int start = start();
    int mark = tree.mark();
    int firstId = tree.nodeCount();
    int depth = nesting;
    try {
      Expr first = starNamed();
      if (!at(TokenKind.COMMA)) {
        return first;
      }
      tree.push(first);
      while (eat(TokenKind.COMMA) && !at(TokenKind.COLON)) {
        tree.push(starNamed());
      }
      return new TupleDisplay(tree.nextId(), start, end(), tree.take(mark));
    } catch (ParseFailure failure) {
      tree.drop(mark);
      tree.resetIds(firstId);
      abandonHeader(depth);
      return errorFrom(start);
    }
  }

  private MatchCase matchCase() {
    int start = start();
    position++;
    int mark = tree.mark();
    int firstId = tree.nodeCount();
    int depth = nesting;
    int patternStart = start();
    Pattern pattern = null;
    Expr guard = null;
    try {
      pattern = patterns();
      firstId = tree.nodeCount();
      guard = eat(TokenKind.IF) ? namedExpression() : null;
    } catch (ParseFailure failure) {
      tree.drop(mark);
      tree.resetIds(firstId);
      abandonHeader(depth);
      if (pattern == null) {
        ErrorExpr error = errorFrom(patternStart);
        pattern = new ValuePattern(tree.nextId(), error.start(), error.end(), error);
      }
    }
    List<Stmt> body = block();
    return new MatchCase(tree.nextId(), start, blockEnd(), pattern, guard, body);
  }
}
