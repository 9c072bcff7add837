package dev.crosstalk.python.parse;

import dev.crosstalk.python.syntax.PyTree.AsPattern;
import dev.crosstalk.python.syntax.PyTree.Attribute;
import dev.crosstalk.python.syntax.PyTree.CapturePattern;
import dev.crosstalk.python.syntax.PyTree.ClassPattern;
import dev.crosstalk.python.syntax.PyTree.Expr;
import dev.crosstalk.python.syntax.PyTree.MappingPattern;
import dev.crosstalk.python.syntax.PyTree.Name;
import dev.crosstalk.python.syntax.PyTree.OrPattern;
import dev.crosstalk.python.syntax.PyTree.Pattern;
import dev.crosstalk.python.syntax.PyTree.SequencePattern;
import dev.crosstalk.python.syntax.PyTree.StarPattern;
import dev.crosstalk.python.syntax.PyTree.ValuePattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The patterns of `case`.
abstract sealed class PatternParser extends ExpressionParser permits SimpleStatementParser {

  PatternParser(Tokens tokens, char[] text, Problems problems) {
    super(tokens, text, problems);
  }

  /// Patterns behind `case`; several make a sequence without brackets.
  final Pattern patterns() {
    int start = start();
    Pattern first = pattern();
    if (!at(TokenKind.COMMA)) {
      if (first instanceof StarPattern) {
        throw fail("expected ',' behind a starred pattern");
      }
      return first;
    }
    int mark = tree.mark();
    tree.push(first);
    while (eat(TokenKind.COMMA) && !at(TokenKind.COLON) && !at(TokenKind.IF)) {
      tree.push(pattern());
    }
    return new SequencePattern(tree.nextId(), start, end(), tree.take(mark));
  }

  private Pattern pattern() {
    enter();
    int start = start();
    Pattern pattern;
    if (eat(TokenKind.STAR)) {
      String name = captured();
      pattern = new StarPattern(tree.nextId(), start, end(), name);
    } else {
      pattern = alternatives(start);
      if (eat(TokenKind.AS)) {
        String name = identifier();
        pattern = new AsPattern(tree.nextId(), start, end(), pattern, name);
      }
    }
    nesting--;
    return pattern;
  }

  private Pattern alternatives(int start) {
    Pattern first = closedPattern();
    if (!at(TokenKind.BAR)) {
      return first;
    }
    int mark = tree.mark();
    tree.push(first);
    while (eat(TokenKind.BAR)) {
      tree.push(closedPattern());
    }
    return new OrPattern(tree.nextId(), start, end(), tree.take(mark));
  }

  /// Reads a name to bind; null for the wildcard.
  private @Nullable String captured() {
    boolean wildcard = isSoft(position, "_");
    String name = identifier();
    return wildcard ? null : name;
  }

  private Pattern closedPattern() {
    int start = start();
    return switch (kinds[position]) {
      case TokenKind.NUMBER,
          TokenKind.MINUS,
          TokenKind.STRING,
          TokenKind.FSTRING_START,
          TokenKind.NONE,
          TokenKind.TRUE,
          TokenKind.FALSE -> {
        Expr value = binary(ADDITION);
        yield new ValuePattern(tree.nextId(), start, end(), value);
      }
      case TokenKind.NAME -> nameOrClass(start);
      case TokenKind.LPAR -> groupOrSequence(start);
      case TokenKind.LSQB -> {
        int mark = tree.mark();
        position++;
        elements(TokenKind.RSQB);
        need(TokenKind.RSQB, "expected ',' or ']'");
        yield new SequencePattern(tree.nextId(), start, end(), tree.take(mark));
      }
      case TokenKind.LBRACE -> mapping(start);
      default -> throw fail("expected a pattern");
    };
  }

  private Pattern nameOrClass(int start) {
    if (peek(1) != TokenKind.DOT && peek(1) != TokenKind.LPAR) {
      String name = captured();
      return new CapturePattern(tree.nextId(), start, end(), name);
    }
    Expr name = dottedName();
    return at(TokenKind.LPAR)
        ? classPattern(start, name)
        : new ValuePattern(tree.nextId(), start, end(), name);
  }

  private Expr dottedName() {
    int start = start();
    int index = position;
    Expr name = new Name(tree.nextId(), start, ends[index], identifier());
    int length = 0;
    while (eat(TokenKind.DOT)) {
      if (++length > MAX_SPINE) {
        throw fail(TOO_DEEP);
      }
      int nameStart = start();
      String attribute = identifier();
      name = new Attribute(tree.nextId(), start, end(), name, attribute, nameStart);
    }
    return name;
  }

  private Pattern groupOrSequence(int start) {
    int mark = tree.mark();
    position++;
    boolean comma = elements(TokenKind.RPAR);
    need(TokenKind.RPAR, "expected ',' or ')'");
    if (!comma && tree.mark() == mark + 1 && !(tree.at(mark) instanceof StarPattern)) {
      Pattern group = (Pattern) tree.at(mark);
      tree.drop(mark);
      return group;
    }
    return new SequencePattern(tree.nextId(), start, end(), tree.take(mark));
  }

  /// Pushes patterns up to the closing token. True when there was a comma.
  private boolean elements(int close) {
    boolean comma = false;
    while (!at(close)) {
      tree.push(pattern());
      if (!eat(TokenKind.COMMA)) {
        break;
      }
      comma = true;
    }
    return comma;
  }

  private Pattern mapping(int start) {
    position++;
    List<Expr> keys = new ArrayList<>();
    int mark = tree.mark();
    String rest = null;
    while (!at(TokenKind.RBRACE)) {
      if (eat(TokenKind.DOUBLE_STAR)) {
        rest = identifier();
      } else {
        keys.add(at(TokenKind.NAME) ? dottedName() : binary(ADDITION));
        need(TokenKind.COLON, "expected ':'");
        tree.push(pattern());
      }
      if (!eat(TokenKind.COMMA)) {
        break;
      }
    }
    need(TokenKind.RBRACE, "expected ',' or '}'");
    return new MappingPattern(
        tree.nextId(), start, end(), List.copyOf(keys), tree.take(mark), rest);
  }

  private Pattern classPattern(int start, Expr type) {
    position++;
    List<String> names = new ArrayList<>();
    List<Pattern> named = new ArrayList<>();
    int mark = tree.mark();
    while (!at(TokenKind.RPAR)) {
      if (at(TokenKind.NAME) && peek(1) == TokenKind.EQUAL) {
        names.add(identifier());
        position++;
        named.add(pattern());
      } else {
        if (!names.isEmpty()) {
          report(position, "a positional pattern follows a keyword pattern");
        }
        tree.push(pattern());
      }
      if (!eat(TokenKind.COMMA)) {
        break;
      }
    }
    need(TokenKind.RPAR, "expected ',' or ')'");
    return new ClassPattern(
        tree.nextId(), start, end(), type, tree.take(mark), List.copyOf(names), List.copyOf(named));
  }
}
