package dev.crosstalk.python.parse;

import dev.crosstalk.python.syntax.PyTree.Alias;
import dev.crosstalk.python.syntax.PyTree.AnnAssign;
import dev.crosstalk.python.syntax.PyTree.Assert;
import dev.crosstalk.python.syntax.PyTree.Assign;
import dev.crosstalk.python.syntax.PyTree.Attribute;
import dev.crosstalk.python.syntax.PyTree.AugAssign;
import dev.crosstalk.python.syntax.PyTree.Break;
import dev.crosstalk.python.syntax.PyTree.Continue;
import dev.crosstalk.python.syntax.PyTree.Delete;
import dev.crosstalk.python.syntax.PyTree.ErrorExpr;
import dev.crosstalk.python.syntax.PyTree.Expr;
import dev.crosstalk.python.syntax.PyTree.ExprStmt;
import dev.crosstalk.python.syntax.PyTree.Global;
import dev.crosstalk.python.syntax.PyTree.Import;
import dev.crosstalk.python.syntax.PyTree.ImportFrom;
import dev.crosstalk.python.syntax.PyTree.ListDisplay;
import dev.crosstalk.python.syntax.PyTree.Name;
import dev.crosstalk.python.syntax.PyTree.Nonlocal;
import dev.crosstalk.python.syntax.PyTree.Pass;
import dev.crosstalk.python.syntax.PyTree.Raise;
import dev.crosstalk.python.syntax.PyTree.Return;
import dev.crosstalk.python.syntax.PyTree.Starred;
import dev.crosstalk.python.syntax.PyTree.Stmt;
import dev.crosstalk.python.syntax.PyTree.Subscript;
import dev.crosstalk.python.syntax.PyTree.TupleDisplay;
import dev.crosstalk.python.syntax.PyTree.TypeAlias;
import dev.crosstalk.python.syntax.PyTree.TypeParam;
import java.util.List;

/// Statements that fit on one line.
abstract sealed class SimpleStatementParser extends PatternParser permits BlockParser {

  SimpleStatementParser(Tokens tokens, char[] text, Problems problems) {
    super(tokens, text, problems);
  }

  final Stmt simpleStatement() {
    int start = start();
    return switch (kinds[position]) {
      case TokenKind.RETURN -> {
        position++;
        Expr value = atStatementEnd() ? null : starExpressions();
        yield new Return(tree.nextId(), start, end(), value);
      }
      case TokenKind.PASS -> {
        position++;
        yield new Pass(tree.nextId(), start, end());
      }
      case TokenKind.BREAK -> {
        position++;
        yield new Break(tree.nextId(), start, end());
      }
      case TokenKind.CONTINUE -> {
        position++;
        yield new Continue(tree.nextId(), start, end());
      }
      case TokenKind.RAISE -> {
        position++;
        Expr exception = atStatementEnd() ? null : expression();
        Expr cause = exception != null && eat(TokenKind.FROM) ? expression() : null;
        yield new Raise(tree.nextId(), start, end(), exception, cause);
      }
      case TokenKind.DEL -> {
        yield delete(start);
      }
      case TokenKind.ASSERT -> {
        position++;
        Expr test = expression();
        Expr message = eat(TokenKind.COMMA) ? expression() : null;
        yield new Assert(tree.nextId(), start, end(), test, message);
      }
      case TokenKind.GLOBAL -> {
        List<String> names = names();
        yield new Global(tree.nextId(), start, end(), names);
      }
      case TokenKind.NONLOCAL -> {
        List<String> names = names();
        yield new Nonlocal(tree.nextId(), start, end(), names);
      }
      case TokenKind.IMPORT -> {
        yield importNames(start, false);
      }
      case TokenKind.FROM -> {
        yield importFrom(start, false);
      }
      case TokenKind.NAME -> {
        yield softStatement(start);
      }
      default -> {
        yield expressionStatement(start);
      }
    };
  }

  /// `type X = …` and `lazy import …`: two words in a row can be nothing else.
  private Stmt softStatement(int start) {
    switch (peek(1)) {
      case TokenKind.NAME -> {
        if (isSoft(position, "type")) {
          return typeAlias(start);
        }
      }
      case TokenKind.IMPORT -> {
        if (isSoft(position, "lazy")) {
          position++;
          return importNames(start, true);
        }
      }
      case TokenKind.FROM -> {
        if (isSoft(position, "lazy")) {
          position++;
          return importFrom(start, true);
        }
      }
      default -> {}
    }
    return expressionStatement(start);
  }

  private Stmt delete(int start) {
    position++;
    int mark = tree.mark();
    do {
      int token = position;
      Expr target = expression();
      checkTarget(target, token, "delete");
      tree.push(target);
    } while (eat(TokenKind.COMMA) && !atStatementEnd());
    return new Delete(tree.nextId(), start, end(), tree.take(mark));
  }

  private List<String> names() {
    int mark = tree.mark();
    position++;
    do {
      tree.push(identifier());
    } while (eat(TokenKind.COMMA));
    return tree.take(mark);
  }

  // ---- imports

  private Stmt importNames(int start, boolean lazy) {
    position++;
    int mark = tree.mark();
    do {
      int aliasStart = start();
      String name = dotted();
      String asName = eat(TokenKind.AS) ? identifier() : null;
      tree.push(new Alias(tree.nextId(), aliasStart, end(), name, asName));
    } while (eat(TokenKind.COMMA));
    return new Import(tree.nextId(), start, end(), lazy, tree.take(mark));
  }

  private String dotted() {
    String name = identifier();
    if (!at(TokenKind.DOT)) {
      return name;
    }
    StringBuilder dotted = new StringBuilder(name);
    while (eat(TokenKind.DOT)) {
      dotted.append('.').append(identifier());
    }
    return dotted.toString();
  }

  private Stmt importFrom(int start, boolean lazy) {
    position++;
    int level = 0;
    while (at(TokenKind.DOT) || at(TokenKind.ELLIPSIS)) {
      level += at(TokenKind.DOT) ? 1 : 3;
      position++;
    }
    String module = level > 0 && at(TokenKind.IMPORT) ? "" : dotted();
    need(TokenKind.IMPORT, "expected 'import'");
    int mark = tree.mark();
    if (at(TokenKind.STAR)) {
      position++;
      tree.push(new Alias(tree.nextId(), starts[position - 1], end(), "*", null));
    } else if (eat(TokenKind.LPAR)) {
      do {
        tree.push(alias());
      } while (eat(TokenKind.COMMA) && !at(TokenKind.RPAR));
      need(TokenKind.RPAR, "expected ',' or ')'");
    } else {
      do {
        tree.push(alias());
      } while (eat(TokenKind.COMMA));
    }
    return new ImportFrom(tree.nextId(), start, end(), lazy, module, level, tree.take(mark));
  }

  private Alias alias() {
    int start = start();
    String name = identifier();
    String asName = eat(TokenKind.AS) ? identifier() : null;
    return new Alias(tree.nextId(), start, end(), name, asName);
  }

  // ---- assignments

  private Stmt expressionStatement(int start) {
    int token = position;
    Expr first = yieldOrStarExpressions();
    int kind = kinds[position];
    if (kind == TokenKind.EQUAL) {
      return assign(start, first, token);
    }
    if (kind == TokenKind.COLON && !(first instanceof TupleDisplay)) {
      return annotated(start, first, token);
    }
    if (TokenKind.isAugmented(kind)) {
      position++;
      if (first instanceof TupleDisplay || first instanceof ListDisplay) {
        report(token, "an augmented assignment needs a single target");
      } else {
        checkTarget(first, token, "assign to");
      }
      Expr value = yieldOrStarExpressions();
      return new AugAssign(tree.nextId(), start, end(), first, TokenKind.operator(kind), value);
    }
    return new ExprStmt(tree.nextId(), start, end(), first);
  }

  private Stmt assign(int start, Expr first, int firstToken) {
    int mark = tree.mark();
    Expr value = first;
    int token = firstToken;
    while (eat(TokenKind.EQUAL)) {
      checkTarget(value, token, "assign to");
      tree.push(value);
      token = position;
      value = yieldOrStarExpressions();
    }
    return new Assign(tree.nextId(), start, end(), tree.take(mark), value);
  }

  private Stmt annotated(int start, Expr target, int token) {
    if (!(target instanceof Name || target instanceof Attribute || target instanceof Subscript)) {
      throw fail(token, "only a name, an attribute or an item can have an annotation");
    }
    position++;
    Expr annotation = expression();
    Expr value = eat(TokenKind.EQUAL) ? yieldOrStarExpressions() : null;
    return new AnnAssign(tree.nextId(), start, end(), target, annotation, value);
  }

  /// Reports what cannot stand on the left of `=`.
  final void checkTarget(Expr target, int token, String verb) {
    switch (target) {
      case Name name -> {}
      case Attribute attribute -> {}
      case Subscript subscript -> {}
      case ErrorExpr error -> {}
      case Starred starred -> checkTarget(starred.value(), token, verb);
      case TupleDisplay tuple -> tuple.elements().forEach(it -> checkTarget(it, token, verb));
      case ListDisplay list -> list.elements().forEach(it -> checkTarget(it, token, verb));
      default ->
          report(target.start(), target.end(), "cannot " + verb + " this expression: not a target");
    }
  }

  // ---- type parameters

  private Stmt typeAlias(int start) {
    position++;
    String name = identifier();
    List<TypeParam> parameters = typeParams();
    need(TokenKind.EQUAL, "expected '='");
    Expr value = expression();
    return new TypeAlias(tree.nextId(), start, end(), name, parameters, value);
  }

  /// Reads `[T: bound = default, *Ts, **P]` when it is there.
  final List<TypeParam> typeParams() {
    if (!eat(TokenKind.LSQB)) {
      return List.of();
    }
    int mark = tree.mark();
    do {
      int start = start();
      String prefix = eat(TokenKind.STAR) ? "*" : eat(TokenKind.DOUBLE_STAR) ? "**" : "";
      String name = identifier();
      Expr bound = eat(TokenKind.COLON) ? expression() : null;
      Expr defaultValue = eat(TokenKind.EQUAL) ? starOrExpression() : null;
      tree.push(new TypeParam(tree.nextId(), start, end(), prefix, name, bound, defaultValue));
    } while (eat(TokenKind.COMMA) && !at(TokenKind.RSQB));
    need(TokenKind.RSQB, "expected ',' or ']'");
    return tree.take(mark);
  }
}
