package dev.crosstalk.python.parse;

import dev.crosstalk.python.syntax.PyTree.Expr;
import dev.crosstalk.python.syntax.PyTree.FormatPart;
import dev.crosstalk.python.syntax.PyTree.FormatText;
import dev.crosstalk.python.syntax.PyTree.FormattedString;
import dev.crosstalk.python.syntax.PyTree.Interpolation;
import dev.crosstalk.python.syntax.PyTree.StringLiteral;
import java.util.List;

/// Strings, adjacent strings and the fields of f-strings and t-strings.
abstract sealed class StringParser extends TokenReader permits AtomParser {

  StringParser(Tokens tokens, char[] text, Problems problems) {
    super(tokens, text, problems);
  }

  /// What may stand in a replacement field or on the right of `=`: a `yield` or expressions with
  /// commas and stars.
  abstract Expr yieldOrStarExpressions();

  /// Reads one string or several adjacent ones. The current token starts a string.
  final Expr strings() {
    int first = position;
    boolean formatted = false;
    int index = first;
    while (true) {
      int kind = kinds[index];
      if (kind == TokenKind.STRING) {
        index++;
      } else {
        formatted = kind == TokenKind.FSTRING_START;
        break;
      }
    }
    if (formatted) {
      return formattedString();
    }
    position = index;
    boolean bytes = hasPrefix(first, 'b');
    for (int i = first + 1; i < index; i++) {
      if (hasPrefix(i, 'b') != bytes) {
        report(i, "bytes and text cannot be joined in one literal");
        break;
      }
    }
    return new StringLiteral(tree.nextId(), starts[first], ends[index - 1], bytes);
  }

  private Expr formattedString() {
    int first = position;
    int mark = tree.mark();
    boolean template = false;
    while (true) {
      if (at(TokenKind.STRING)) {
        tree.push(new FormatText(tree.nextId(), start(), ends[position]));
        position++;
      } else if (at(TokenKind.FSTRING_START)) {
        template |= hasPrefix(position, 't');
        position++;
        parts();
        need(TokenKind.FSTRING_END, "expected '}' or the end of the f-string");
      } else {
        break;
      }
    }
    List<FormatPart> parts = tree.take(mark);
    return new FormattedString(tree.nextId(), starts[first], end(), template, parts);
  }

  private void parts() {
    enter();
    while (true) {
      if (at(TokenKind.FSTRING_MIDDLE)) {
        tree.push(new FormatText(tree.nextId(), start(), ends[position]));
        position++;
      } else if (at(TokenKind.LBRACE)) {
        tree.push(interpolation());
      } else {
        nesting--;
        return;
      }
    }
  }

  private Interpolation interpolation() {
    int start = start();
    position++;
    Expr value = yieldOrStarExpressions();
    eat(TokenKind.EQUAL);
    char conversion = 0;
    if (eat(TokenKind.BANG)) {
      int letter = starts[position];
      if (!at(TokenKind.NAME) || ends[position] - letter != 1) {
        throw fail("expected r, s or a behind '!'");
      }
      conversion = text[letter];
      position++;
    }
    List<FormatPart> spec = List.of();
    if (eat(TokenKind.COLON)) {
      int mark = tree.mark();
      parts();
      spec = tree.take(mark);
    }
    need(TokenKind.RBRACE, "expected '}' behind the expression of an f-string");
    return new Interpolation(tree.nextId(), start, end(), value, conversion, spec);
  }

  /// Does the string token at `index` have the letter in its prefix?
  private boolean hasPrefix(int index, char letter) {
    int first = text[starts[index]] | 0x20;
    if (first == letter) {
      return true;
    }
    // The second character is a quote, or beyond the prefix a letter of the text.
    char opening = text[starts[index]];
    return opening != '"' && opening != '\'' && (text[starts[index] + 1] | 0x20) == letter;
  }
}
