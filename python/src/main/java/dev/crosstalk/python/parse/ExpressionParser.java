package dev.crosstalk.python.parse;

import dev.crosstalk.python.syntax.PyTree.Binary;
import dev.crosstalk.python.syntax.PyTree.BinaryOp;
import dev.crosstalk.python.syntax.PyTree.BoolOp;
import dev.crosstalk.python.syntax.PyTree.Compare;
import dev.crosstalk.python.syntax.PyTree.CompareOp;
import dev.crosstalk.python.syntax.PyTree.Conditional;
import dev.crosstalk.python.syntax.PyTree.Expr;
import dev.crosstalk.python.syntax.PyTree.Lambda;
import dev.crosstalk.python.syntax.PyTree.Name;
import dev.crosstalk.python.syntax.PyTree.NamedExpr;
import dev.crosstalk.python.syntax.PyTree.Parameter;
import dev.crosstalk.python.syntax.PyTree.ParameterKind;
import dev.crosstalk.python.syntax.PyTree.Parameters;
import dev.crosstalk.python.syntax.PyTree.TupleDisplay;
import dev.crosstalk.python.syntax.PyTree.Unary;
import dev.crosstalk.python.syntax.PyTree.UnaryOp;
import dev.crosstalk.python.syntax.PyTree.Yield;
import dev.crosstalk.python.syntax.PyTree.YieldFrom;
import java.util.ArrayList;
import java.util.List;

/// Operators by precedence, conditionals, `lambda` with its parameters, `yield`, and expressions
/// with commas.
abstract sealed class ExpressionParser extends AtomParser permits PatternParser {
  // How tightly operators bind, from `or` to `**`.
  static final int DISJUNCTION = 1;
  static final int CONJUNCTION = 2;
  static final int INVERSION = 3;
  static final int COMPARISON = 4;
  static final int BITWISE_OR = 5;
  static final int ADDITION = 9;
  static final int UNARY = 11;
  static final int POWER = 12;

  /// A chain of more operators of one rank is grouped in halves, see {@link #longChain}.
  static final int MAX_LEFT_CHAIN = 64;

  private static final byte[] RANKS = new byte[TokenKind.COUNT];

  static {
    RANKS[TokenKind.OR] = DISJUNCTION;
    RANKS[TokenKind.AND] = CONJUNCTION;
    for (int kind = TokenKind.LESS; kind <= TokenKind.NOT_EQUAL; kind++) {
      RANKS[kind] = COMPARISON;
    }
    RANKS[TokenKind.IN] = COMPARISON;
    RANKS[TokenKind.IS] = COMPARISON;
    RANKS[TokenKind.NOT] = COMPARISON;
    RANKS[TokenKind.BAR] = BITWISE_OR;
    RANKS[TokenKind.CARET] = 6;
    RANKS[TokenKind.AMPERSAND] = 7;
    RANKS[TokenKind.LEFT_SHIFT] = 8;
    RANKS[TokenKind.RIGHT_SHIFT] = 8;
    RANKS[TokenKind.PLUS] = ADDITION;
    RANKS[TokenKind.MINUS] = ADDITION;
    for (int kind = TokenKind.STAR; kind <= TokenKind.PERCENT; kind++) {
      RANKS[kind] = 10;
    }
    RANKS[TokenKind.DOUBLE_STAR] = POWER;
  }

  ExpressionParser(Tokens tokens, char[] text, Problems problems) {
    super(tokens, text, problems);
  }

  // ---- expressions

  @Override
  final Expr expression() {
    if (at(TokenKind.LAMBDA)) {
      return lambda();
    }
    int start = start();
    Expr body = binary(DISJUNCTION);
    if (!eat(TokenKind.IF)) {
      return body;
    }
    Expr test = binary(DISJUNCTION);
    need(TokenKind.ELSE, "expected 'else'");
    enter();
    Expr orElse = expression();
    nesting--;
    return new Conditional(tree.nextId(), start, end(), test, body, orElse);
  }

  @Override
  final Expr namedExpression() {
    if (!at(TokenKind.NAME) || peek(1) != TokenKind.WALRUS) {
      return expression();
    }
    int start = start();
    Name target = new Name(tree.nextId(), start, ends[position], identifier());
    position++;
    Expr value = expression();
    return new NamedExpr(tree.nextId(), start, end(), target, value);
  }

  /// Expressions with commas and stars: a tuple when there is a comma.
  final Expr starExpressions() {
    int start = start();
    Expr first = starOrExpression();
    if (!at(TokenKind.COMMA)) {
      return first;
    }
    int mark = tree.mark();
    tree.push(first);
    while (eat(TokenKind.COMMA) && !atListEnd()) {
      tree.push(starOrExpression());
    }
    return new TupleDisplay(tree.nextId(), start, end(), tree.take(mark));
  }

  final Expr starOrExpression() {
    return at(TokenKind.STAR) ? starExpression() : expression();
  }

  private boolean atListEnd() {
    return switch (kinds[position]) {
      case TokenKind.NEWLINE,
          TokenKind.EOF,
          TokenKind.SEMICOLON,
          TokenKind.EQUAL,
          TokenKind.COLON,
          TokenKind.BANG,
          TokenKind.RPAR,
          TokenKind.RSQB,
          TokenKind.RBRACE ->
          true;
      default -> TokenKind.isAugmented(kinds[position]);
    };
  }

  @Override
  final Expr yieldOrStarExpressions() {
    return at(TokenKind.YIELD) ? yieldExpression() : starExpressions();
  }

  @Override
  final Expr yieldExpression() {
    int start = start();
    position++;
    if (eat(TokenKind.FROM)) {
      Expr value = expression();
      return new YieldFrom(tree.nextId(), start, end(), value);
    }
    Expr value = atListEnd() ? null : starExpressions();
    return new Yield(tree.nextId(), start, end(), value);
  }

  // ---- operators

  @Override
  final Expr binary(int min) {
    enter();
    int outerSpine = spine;
    spine = 0;
    int first = position;
    int start = starts[first];
    Expr left =
        switch (kinds[first]) {
          case TokenKind.NOT -> {
            if (min > INVERSION) {
              throw fail("expected an operand; put 'not' in parentheses");
            }
            yield unary(UnaryOp.NOT, INVERSION);
          }
          case TokenKind.MINUS -> unary(UnaryOp.MINUS, UNARY);
          case TokenKind.PLUS -> unary(UnaryOp.PLUS, UNARY);
          case TokenKind.TILDE -> unary(UnaryOp.INVERT, UNARY);
          default -> primary();
        };
    int run = 0;
    while (true) {
      int kind = kinds[position];
      int rank = RANKS[kind];
      if (rank < min) {
        break;
      }
      if (rank > COMPARISON) {
        position++;
        Expr right = binary(rank == POWER ? UNARY : rank + 1);
        left = new Binary(tree.nextId(), start, end(), left, TokenKind.operator(kind), right);
        if (++run > MAX_LEFT_CHAIN && rank != POWER && RANKS[kinds[position]] == rank) {
          left = longChain(left, start, rank);
        }
      } else if (rank == COMPARISON) {
        if (kind == TokenKind.NOT && peek(1) != TokenKind.IN) {
          break;
        }
        left = comparison(left, start);
      } else {
        left = boolOp(left, start, kind, rank);
      }
    }
    if (spine + run > MAX_SPINE) {
      throw fail(first, TOO_DEEP);
    }
    spine = Math.max(outerSpine, spine + run);
    nesting--;
    return left;
  }

  private Expr unary(UnaryOp op, int rank) {
    int start = start();
    position++;
    Expr operand = binary(rank);
    return new Unary(tree.nextId(), start, end(), op, operand);
  }

  private Expr boolOp(Expr left, int start, int kind, int rank) {
    int mark = tree.mark();
    tree.push(left);
    while (eat(kind)) {
      tree.push(binary(rank + 1));
    }
    return new BoolOp(tree.nextId(), start, end(), kind == TokenKind.AND, tree.take(mark));
  }

  private Expr comparison(Expr left, int start) {
    CompareOp op = compareOp();
    Expr right = binary(BITWISE_OR);
    if (!atCompareOp()) {
      return new Compare(tree.nextId(), start, end(), left, List.of(op), List.of(right));
    }
    List<CompareOp> ops = new ArrayList<>();
    ops.add(op);
    int mark = tree.mark();
    tree.push(right);
    while (atCompareOp()) {
      ops.add(compareOp());
      tree.push(binary(BITWISE_OR));
    }
    return new Compare(tree.nextId(), start, end(), left, List.copyOf(ops), tree.take(mark));
  }

  private boolean atCompareOp() {
    return RANKS[kinds[position]] == COMPARISON && (!at(TokenKind.NOT) || peek(1) == TokenKind.IN);
  }

  private CompareOp compareOp() {
    return switch (kinds[position++]) {
      case TokenKind.EQUAL_EQUAL -> CompareOp.EQ;
      case TokenKind.NOT_EQUAL -> CompareOp.NE;
      case TokenKind.LESS -> CompareOp.LT;
      case TokenKind.LESS_EQUAL -> CompareOp.LE;
      case TokenKind.GREATER -> CompareOp.GT;
      case TokenKind.GREATER_EQUAL -> CompareOp.GE;
      case TokenKind.IN -> CompareOp.IN;
      case TokenKind.NOT -> {
        position++;
        yield CompareOp.NOT_IN;
      }
      default -> eat(TokenKind.NOT) ? CompareOp.IS_NOT : CompareOp.IS;
    };
  }

  /// Reads the rest of a chain of operators of one rank. The operands stay in order, but they are
  /// grouped in halves: `a + b + c + d` becomes `(a + b) + (c + d)`. Thousands of operands are
  /// valid Python, and a tree as deep would break every walk over it.
  private Expr longChain(Expr left, int start, int rank) {
    List<Expr> operands = new ArrayList<>();
    List<BinaryOp> ops = new ArrayList<>();
    List<int[]> spans = new ArrayList<>();
    operands.add(left);
    spans.add(new int[] {start, end()});
    while (RANKS[kinds[position]] == rank) {
      ops.add(TokenKind.operator(kinds[position++]));
      int operandStart = start();
      operands.add(binary(rank + 1));
      spans.add(new int[] {operandStart, end()});
    }
    return halves(operands, ops, spans, 0, operands.size());
  }

  private Expr halves(
      List<Expr> operands, List<BinaryOp> ops, List<int[]> spans, int from, int to) {
    if (to - from == 1) {
      return operands.get(from);
    }
    int middle = (from + to) >>> 1;
    Expr left = halves(operands, ops, spans, from, middle);
    Expr right = halves(operands, ops, spans, middle, to);
    return new Binary(
        tree.nextId(), spans.get(from)[0], spans.get(to - 1)[1], left, ops.get(middle - 1), right);
  }

  // ---- lambda and parameters

  private Expr lambda() {
    enter();
    int start = start();
    position++;
    int mark = tree.mark();
    int parametersStart = start();
    parameters(TokenKind.COLON, false);
    Parameters parameters =
        new Parameters(tree.nextId(), parametersStart, start(), tree.take(mark));
    need(TokenKind.COLON, "expected ':'");
    Expr body = expression();
    nesting--;
    return new Lambda(tree.nextId(), start, end(), parameters, body);
  }

  /// Reads parameters up to the closing token and pushes each one when it is whole.
  ///
  /// @param annotated annotations are allowed
  final void parameters(int close, boolean annotated) {
    int mark = tree.mark();
    boolean keywordOnly = false;
    while (!at(close)) {
      int start = start();
      if (at(TokenKind.SLASH)) {
        if (tree.mark() == mark || keywordOnly) {
          throw fail("expected a parameter before '/'");
        }
        position++;
        makePositionalOnly(mark);
      } else if (eat(TokenKind.STAR)) {
        if (at(TokenKind.NAME)) {
          parameter(start, ParameterKind.VAR_POSITIONAL, annotated);
        } else if (!at(TokenKind.COMMA)) {
          throw fail("expected a name behind '*'");
        }
        keywordOnly = true;
      } else if (eat(TokenKind.DOUBLE_STAR)) {
        parameter(start, ParameterKind.VAR_KEYWORD, annotated);
      } else {
        parameter(
            start,
            keywordOnly ? ParameterKind.KEYWORD_ONLY : ParameterKind.POSITIONAL_OR_KEYWORD,
            annotated);
      }
      if (!eat(TokenKind.COMMA)) {
        break;
      }
    }
  }

  private void parameter(int start, ParameterKind kind, boolean annotated) {
    String name = identifier();
    Expr annotation = null;
    if (annotated && eat(TokenKind.COLON)) {
      annotation = kind == ParameterKind.VAR_POSITIONAL ? starOrExpression() : expression();
    }
    Expr defaultValue = eat(TokenKind.EQUAL) ? expression() : null;
    tree.push(new Parameter(tree.nextId(), start, end(), kind, name, annotation, defaultValue));
  }

  private void makePositionalOnly(int mark) {
    for (int i = mark; i < tree.mark(); i++) {
      Parameter it = (Parameter) tree.at(i);
      tree.replace(
          i,
          new Parameter(
              it.id(),
              it.start(),
              it.end(),
              ParameterKind.POSITIONAL_ONLY,
              it.name(),
              it.annotation(),
              it.defaultValue()));
    }
  }
}
