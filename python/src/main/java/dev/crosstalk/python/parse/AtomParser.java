package dev.crosstalk.python.parse;

import dev.crosstalk.python.syntax.PyTree.Argument;
import dev.crosstalk.python.syntax.PyTree.ArgumentKind;
import dev.crosstalk.python.syntax.PyTree.Attribute;
import dev.crosstalk.python.syntax.PyTree.Await;
import dev.crosstalk.python.syntax.PyTree.Call;
import dev.crosstalk.python.syntax.PyTree.Comprehension;
import dev.crosstalk.python.syntax.PyTree.ComprehensionFor;
import dev.crosstalk.python.syntax.PyTree.ComprehensionKind;
import dev.crosstalk.python.syntax.PyTree.Constant;
import dev.crosstalk.python.syntax.PyTree.ConstantKind;
import dev.crosstalk.python.syntax.PyTree.DictDisplay;
import dev.crosstalk.python.syntax.PyTree.DictItem;
import dev.crosstalk.python.syntax.PyTree.ErrorExpr;
import dev.crosstalk.python.syntax.PyTree.Expr;
import dev.crosstalk.python.syntax.PyTree.ListDisplay;
import dev.crosstalk.python.syntax.PyTree.Name;
import dev.crosstalk.python.syntax.PyTree.NumberLiteral;
import dev.crosstalk.python.syntax.PyTree.SetDisplay;
import dev.crosstalk.python.syntax.PyTree.Slice;
import dev.crosstalk.python.syntax.PyTree.Starred;
import dev.crosstalk.python.syntax.PyTree.Subscript;
import dev.crosstalk.python.syntax.PyTree.TupleDisplay;
import org.jspecify.annotations.Nullable;

/// Atoms and what binds tightest to them: calls, attributes, subscripts; displays and
/// comprehensions.
abstract sealed class AtomParser extends StringParser permits ExpressionParser {

  AtomParser(Tokens tokens, char[] text, Problems problems) {
    super(tokens, text, problems);
  }

  /// `lambda`, a conditional, or operators.
  abstract Expr expression();

  /// An expression or `name := expression`.
  abstract Expr namedExpression();

  /// Operators that bind at least as tightly as `power`.
  abstract Expr binary(int power);

  abstract Expr yieldExpression();

  // ---- primaries

  final Expr primary() {
    int start = start();
    if (eat(TokenKind.AWAIT)) {
      enter();
      Expr value = primary();
      nesting--;
      return new Await(tree.nextId(), start, end(), value);
    }
    int outerSpine = spine;
    int firstId = tree.nodeCount();
    spine = 0;
    Expr value = atom();
    while (true) {
      switch (kinds[position]) {
        case TokenKind.DOT -> {
          position++;
          int nameStart = start();
          String name = identifier();
          value = new Attribute(tree.nextId(), start, end(), value, name, nameStart);
        }
        case TokenKind.LPAR -> {
          int mark = tree.mark();
          arguments();
          value = new Call(tree.nextId(), start, end(), value, tree.take(mark));
        }
        case TokenKind.LSQB -> {
          position++;
          Expr index = subscripts();
          need(TokenKind.RSQB, "expected ']'");
          value = new Subscript(tree.nextId(), start, end(), value, index);
        }
        default -> {
          spine = Math.max(spine, outerSpine);
          return value;
        }
      }
      if (++spine > MAX_SPINE) {
        report(
            start, end(), "this chain of calls and attributes is too long: only its end is read");
        tree.resetIds(firstId);
        value = new ErrorExpr(tree.nextId(), start, end());
        spine = 0;
      }
    }
  }

  /// Reads `( … )` and pushes the arguments.
  final void arguments() {
    int open = position++;
    boolean keywordSeen = false;
    while (!at(TokenKind.RPAR)) {
      int start = start();
      switch (kinds[position]) {
        case TokenKind.STAR -> {
          position++;
          pushArgument(start, ArgumentKind.STAR, null, expression());
        }
        case TokenKind.DOUBLE_STAR -> {
          position++;
          pushArgument(start, ArgumentKind.DOUBLE_STAR, null, expression());
          keywordSeen = true;
        }
        default -> {
          if (at(TokenKind.NAME) && peek(1) == TokenKind.EQUAL) {
            String name = identifier();
            position++;
            pushArgument(start, ArgumentKind.KEYWORD, name, expression());
            keywordSeen = true;
          } else {
            int first = position;
            positional(open);
            if (keywordSeen) {
              report(first, "a positional argument follows a keyword argument");
            }
          }
        }
      }
      if (!eat(TokenKind.COMMA)) {
        break;
      }
    }
    need(TokenKind.RPAR, "expected ',' or ')'");
  }

  private void positional(int open) {
    int start = start();
    Expr value = namedExpression();
    if (atComprehension()) {
      // The parentheses of the call are those of the generator.
      int first = starts[open];
      value = comprehension(ComprehensionKind.GENERATOR, first, value, null);
      if (at(TokenKind.RPAR) && starts[open + 1] == start) {
        value = closed((Comprehension) value, ends[position]);
        start = first;
      } else {
        report(open + 1, "a generator beside other arguments needs parentheses of its own");
        value = opened((Comprehension) value, start);
      }
      tree.push(
          new Argument(tree.nextId(), start, value.end(), ArgumentKind.POSITIONAL, null, value));
      return;
    }
    pushArgument(start, ArgumentKind.POSITIONAL, null, value);
  }

  private static Comprehension closed(Comprehension it, int end) {
    return new Comprehension(
        it.id(), it.start(), end, it.kind(), it.element(), it.value(), it.clauses());
  }

  private static Comprehension opened(Comprehension it, int start) {
    return new Comprehension(
        it.id(), start, it.end(), it.kind(), it.element(), it.value(), it.clauses());
  }

  private void pushArgument(int start, ArgumentKind kind, @Nullable String name, Expr value) {
    tree.push(new Argument(tree.nextId(), start, end(), kind, name, value));
  }

  private Expr subscripts() {
    int start = start();
    Expr first = subscript();
    if (!at(TokenKind.COMMA)) {
      if (first instanceof Starred) {
        int mark = tree.mark();
        tree.push(first);
        return new TupleDisplay(tree.nextId(), start, end(), tree.take(mark));
      }
      return first;
    }
    int mark = tree.mark();
    tree.push(first);
    while (eat(TokenKind.COMMA) && !at(TokenKind.RSQB)) {
      tree.push(subscript());
    }
    return new TupleDisplay(tree.nextId(), start, end(), tree.take(mark));
  }

  private Expr subscript() {
    int start = start();
    if (at(TokenKind.STAR)) {
      return starExpression();
    }
    Expr lower = null;
    if (!at(TokenKind.COLON)) {
      lower = namedExpression();
      if (!at(TokenKind.COLON)) {
        return lower;
      }
    }
    position++;
    Expr upper = atSliceEnd() || at(TokenKind.COLON) ? null : expression();
    Expr step = eat(TokenKind.COLON) && !atSliceEnd() ? expression() : null;
    return new Slice(tree.nextId(), start, end(), lower, upper, step);
  }

  private boolean atSliceEnd() {
    return at(TokenKind.COMMA) || at(TokenKind.RSQB);
  }

  // ---- atoms

  private Expr atom() {
    int at = position;
    return switch (kinds[at]) {
      case TokenKind.NAME -> new Name(tree.nextId(), starts[at], ends[at], identifier());
      case TokenKind.NUMBER -> {
        position++;
        yield new NumberLiteral(tree.nextId(), starts[at], ends[at]);
      }
      case TokenKind.STRING, TokenKind.FSTRING_START -> strings();
      case TokenKind.NONE -> constant(ConstantKind.NONE);
      case TokenKind.TRUE -> constant(ConstantKind.TRUE);
      case TokenKind.FALSE -> constant(ConstantKind.FALSE);
      case TokenKind.ELLIPSIS -> constant(ConstantKind.ELLIPSIS);
      case TokenKind.LPAR -> parenthesised();
      case TokenKind.LSQB -> list();
      case TokenKind.LBRACE -> dictOrSet();
      default -> throw fail("expected an expression");
    };
  }

  private Expr constant(ConstantKind kind) {
    Constant constant = new Constant(tree.nextId(), start(), ends[position], kind);
    position++;
    return constant;
  }

  private Expr parenthesised() {
    int start = start();
    int mark = tree.mark();
    position++;
    if (eat(TokenKind.RPAR)) {
      return new TupleDisplay(tree.nextId(), start, end(), tree.take(mark));
    }
    if (at(TokenKind.YIELD)) {
      Expr value = yieldExpression();
      need(TokenKind.RPAR, "expected ')'");
      return value;
    }
    int first = position;
    Expr value = starNamed();
    if (atComprehension()) {
      Comprehension generator = comprehension(ComprehensionKind.GENERATOR, start, value, null);
      need(TokenKind.RPAR, "expected ')'");
      return closed(generator, end());
    }
    if (at(TokenKind.COMMA)) {
      tree.push(value);
      while (eat(TokenKind.COMMA) && !at(TokenKind.RPAR)) {
        tree.push(starNamed());
      }
      need(TokenKind.RPAR, "expected ',' or ')'");
      return new TupleDisplay(tree.nextId(), start, end(), tree.take(mark));
    }
    need(TokenKind.RPAR, "expected ',' or ')'");
    if (value instanceof Starred) {
      report(first, "a starred expression needs a comma or a call around it");
    }
    return value;
  }

  private Expr list() {
    int start = start();
    int mark = tree.mark();
    position++;
    if (!at(TokenKind.RSQB)) {
      Expr first = starNamed();
      if (atComprehension()) {
        Comprehension list = comprehension(ComprehensionKind.LIST, start, first, null);
        need(TokenKind.RSQB, "expected ']'");
        return closed(list, end());
      }
      tree.push(first);
      while (eat(TokenKind.COMMA) && !at(TokenKind.RSQB)) {
        tree.push(starNamed());
      }
    }
    need(TokenKind.RSQB, "expected ',' or ']'");
    return new ListDisplay(tree.nextId(), start, end(), tree.take(mark));
  }

  private Expr dictOrSet() {
    int start = start();
    int mark = tree.mark();
    position++;
    if (eat(TokenKind.RBRACE)) {
      return new DictDisplay(tree.nextId(), start, end(), tree.take(mark));
    }
    boolean first = true;
    boolean dict = false;
    do {
      int itemStart = start();
      Expr key = null;
      Expr value;
      boolean item = eat(TokenKind.DOUBLE_STAR);
      if (item) {
        value = binary(ExpressionParser.BITWISE_OR);
      } else {
        value = starNamed();
        item = !(value instanceof Starred) && eat(TokenKind.COLON);
        if (item) {
          key = value;
          value = expression();
        }
      }
      if (first) {
        dict = item;
        if (atComprehension()) {
          return braceComprehension(start, dict, key, value);
        }
        first = false;
      } else if (item != dict) {
        throw fail(dict ? "expected a key with ':' in this dict" : "expected an element of a set");
      }
      tree.push(item ? new DictItem(tree.nextId(), itemStart, end(), key, value) : value);
    } while (eat(TokenKind.COMMA) && !at(TokenKind.RBRACE));
    need(TokenKind.RBRACE, "expected ',' or '}'");
    return dict
        ? new DictDisplay(tree.nextId(), start, end(), tree.take(mark))
        : new SetDisplay(tree.nextId(), start, end(), tree.take(mark));
  }

  private Expr braceComprehension(int start, boolean dict, @Nullable Expr key, Expr value) {
    ComprehensionKind kind = dict ? ComprehensionKind.DICT : ComprehensionKind.SET;
    Comprehension result =
        key == null
            ? comprehension(kind, start, value, null)
            : comprehension(kind, start, key, value);
    need(TokenKind.RBRACE, "expected '}'");
    return closed(result, end());
  }

  // ---- comprehensions

  final boolean atComprehension() {
    return at(TokenKind.FOR) || at(TokenKind.ASYNC);
  }

  private Comprehension comprehension(
      ComprehensionKind kind, int start, Expr element, @Nullable Expr value) {
    int mark = tree.mark();
    while (atComprehension()) {
      int clauseStart = start();
      boolean async = eat(TokenKind.ASYNC);
      need(TokenKind.FOR, "expected 'for'");
      Expr target = targets();
      need(TokenKind.IN, "expected 'in'");
      Expr iterable = binary(ExpressionParser.DISJUNCTION);
      int conditionMark = tree.mark();
      while (eat(TokenKind.IF)) {
        tree.push(binary(ExpressionParser.DISJUNCTION));
      }
      tree.push(
          new ComprehensionFor(
              tree.nextId(),
              clauseStart,
              end(),
              async,
              target,
              iterable,
              tree.take(conditionMark)));
    }
    return new Comprehension(tree.nextId(), start, end(), kind, element, value, tree.take(mark));
  }

  /// The targets of a `for`, up to `in`.
  final Expr targets() {
    int start = start();
    Expr first = target();
    if (!at(TokenKind.COMMA)) {
      return first;
    }
    int mark = tree.mark();
    tree.push(first);
    while (eat(TokenKind.COMMA) && !at(TokenKind.IN)) {
      tree.push(target());
    }
    return new TupleDisplay(tree.nextId(), start, end(), tree.take(mark));
  }

  private Expr target() {
    return at(TokenKind.STAR) ? starExpression() : binary(ExpressionParser.BITWISE_OR);
  }

  /// `*expression`.
  final Starred starExpression() {
    int start = start();
    position++;
    Expr value = binary(ExpressionParser.BITWISE_OR);
    return new Starred(tree.nextId(), start, end(), value);
  }

  final Expr starNamed() {
    return at(TokenKind.STAR) ? starExpression() : namedExpression();
  }
}
