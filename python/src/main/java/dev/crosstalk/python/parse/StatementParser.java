package dev.crosstalk.python.parse;

import dev.crosstalk.python.syntax.PyTree.Argument;
import dev.crosstalk.python.syntax.PyTree.ClassDef;
import dev.crosstalk.python.syntax.PyTree.ErrorExpr;
import dev.crosstalk.python.syntax.PyTree.ErrorStmt;
import dev.crosstalk.python.syntax.PyTree.Expr;
import dev.crosstalk.python.syntax.PyTree.FunctionDef;
import dev.crosstalk.python.syntax.PyTree.Match;
import dev.crosstalk.python.syntax.PyTree.MatchCase;
import dev.crosstalk.python.syntax.PyTree.Module;
import dev.crosstalk.python.syntax.PyTree.Parameters;
import dev.crosstalk.python.syntax.PyTree.Pattern;
import dev.crosstalk.python.syntax.PyTree.Stmt;
import dev.crosstalk.python.syntax.PyTree.TupleDisplay;
import dev.crosstalk.python.syntax.PyTree.TypeParam;
import dev.crosstalk.python.syntax.PyTree.ValuePattern;
import java.util.List;

/// Statements, and recovery: a statement that cannot be read becomes an error node that holds what
/// could be read inside it.
final class StatementParser extends BlockParser {
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

  @Override
  void statement() {
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
  @Override
  void simpleLine() {
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

  // ---- definitions

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
