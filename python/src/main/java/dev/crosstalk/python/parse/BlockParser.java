package dev.crosstalk.python.parse;

import dev.crosstalk.python.syntax.PyTree.ErrorExpr;
import dev.crosstalk.python.syntax.PyTree.ExceptHandler;
import dev.crosstalk.python.syntax.PyTree.Expr;
import dev.crosstalk.python.syntax.PyTree.For;
import dev.crosstalk.python.syntax.PyTree.If;
import dev.crosstalk.python.syntax.PyTree.Stmt;
import dev.crosstalk.python.syntax.PyTree.Try;
import dev.crosstalk.python.syntax.PyTree.TupleDisplay;
import dev.crosstalk.python.syntax.PyTree.While;
import dev.crosstalk.python.syntax.PyTree.With;
import dev.crosstalk.python.syntax.PyTree.WithItem;
import java.util.List;

/// Blocks and the statements that consist of them: a header that cannot be read keeps its block.
abstract sealed class BlockParser extends SimpleStatementParser permits StatementParser {
  /// Levels of blocks, `elif` counted as one; CPython gives up at 100 levels of indentation.
  static final int MAX_STATEMENT_DEPTH = 200;

  int statementDepth;

  BlockParser(Tokens tokens, char[] text, Problems problems) {
    super(tokens, text, problems);
  }

  /// Reads one statement, or one line of simple ones, and pushes the nodes. Always moves on.
  abstract void statement();

  /// Reads the rest of a line of simple statements.
  abstract void simpleLine();

  // ---- blocks

  /// Reads `:` and a block. The header's mistakes have been reported when `broken`.
  final List<Stmt> block() {
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

  final void blockBody() {
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
  final void skipBlock() {
    for (int open = 1; open > 0 && !at(TokenKind.EOF); position++) {
      if (at(TokenKind.INDENT)) {
        open++;
      } else if (at(TokenKind.DEDENT)) {
        open--;
      }
    }
  }

  final List<Stmt> elseBlock() {
    return eat(TokenKind.ELSE) ? block() : List.of();
  }

  // ---- headers

  /// Skips what is left of a header: to a colon that ends its line, or to the end of the line.
  final void skipHeader() {
    while (!at(TokenKind.NEWLINE)
        && !at(TokenKind.EOF)
        && !(at(TokenKind.COLON) && peek(1) == TokenKind.NEWLINE)) {
      position++;
    }
  }

  /// Gives up on a header but not on its block.
  final void abandonHeader(int depth) {
    nesting = depth;
    spine = 0;
    reportFailure();
    skipHeader();
  }

  /// What a broken header has from an offset on; empty when nothing but the end of the line is
  /// there.
  final ErrorExpr errorFrom(int start) {
    int end = blockEnd();
    return new ErrorExpr(tree.nextId(), Math.min(start, end), end);
  }

  /// The condition or subject of a header.
  final Expr headerExpression() {
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

  final Stmt ifStatement() {
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
  final List<Stmt> flatElifs() {
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

  final Stmt whileStatement() {
    int start = start();
    position++;
    Expr test = headerExpression();
    List<Stmt> body = block();
    List<Stmt> orElse = elseBlock();
    return new While(tree.nextId(), start, blockEnd(), test, body, orElse);
  }

  final Stmt forStatement(int start, boolean async) {
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

  // ---- with

  final Stmt withStatement(int start, boolean async) {
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
  final boolean parenthesisedItems() {
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
  final int closing(int open) {
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

  final void withItem() {
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

  final Stmt tryStatement() {
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

  final ExceptHandler exceptHandler() {
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

  final Expr exceptionTypes(int start) {
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
}
