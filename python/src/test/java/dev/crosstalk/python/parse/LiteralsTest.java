package dev.crosstalk.python.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.python.syntax.PyFile;
import dev.crosstalk.python.syntax.PyTree;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LiteralsTest {

  private static Optional<String> string(String literal) {
    PyFile file = Trees.parse("(" + literal + ")");
    return Trees.all(file.module()).stream()
        .filter(PyTree.StringLiteral.class::isInstance)
        .findFirst()
        .flatMap(it -> Literals.stringValue((PyTree.StringLiteral) it, file.source()));
  }

  private static Optional<Long> number(String literal) {
    PyFile file = Trees.parse(literal);
    return Trees.all(file.module()).stream()
        .filter(PyTree.NumberLiteral.class::isInstance)
        .findFirst()
        .flatMap(it -> Literals.number((PyTree.NumberLiteral) it, file.source()));
  }

  @Test
  void resolvesEscapes() {
    assertThat(string("'a\\n\\t\\\\\\'\\\"\\x41\\u00e9\\U0001F600\\101\\0'"))
        .contains("a\n\t\\'\"Aé😀A\0");
    assertThat(string("'\\N{BULLET}'")).contains("•");
    assertThat(string("'a\\\nb'")).contains("ab");
    assertThat(string("'\\q\\x4'")).contains("\\q\\x4");
    assertThat(string("'''a\r\nb'''")).contains("a\nb");
  }

  @Test
  void rawKeepsBackslashes() {
    assertThat(string("r'\\n\\''")).contains("\\n\\'");
  }

  @Test
  void joinsAdjacentLiterals() {
    assertThat(string("'a' \"b\" # 'x'\n '''c''' \\\n r'd' u''")).contains("abcd");
  }

  @Test
  void bytesAndBrokenLiteralsHaveNoText() {
    assertThat(string("b'a'")).isEmpty();
    assertThat(string("'a")).isEmpty();
  }

  @Test
  void readsIntegers() {
    assertThat(number("1_000")).contains(1000L);
    assertThat(number("0xFF")).contains(255L);
    assertThat(number("0o17")).contains(15L);
    assertThat(number("0B101")).contains(5L);
    assertThat(number("00")).contains(0L);
    assertThat(number("1.5")).isEmpty();
    assertThat(number("1j")).isEmpty();
    assertThat(number("99999999999999999999")).isEmpty();
  }
}
