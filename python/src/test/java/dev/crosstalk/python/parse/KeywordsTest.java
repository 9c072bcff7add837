package dev.crosstalk.python.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KeywordsTest {

  private static int kind(String word) {
    return Keywords.kind(word.toCharArray(), 0, word.length());
  }

  @Test
  void everyKeywordHasItsKind() {
    for (int i = 0; i < Keywords.WORDS.size(); i++) {
      String word = Keywords.WORDS.get(i);
      assertThat(kind(word)).as(word).isEqualTo(TokenKind.FIRST_KEYWORD + i);
      assertThat(kind(word + "x")).isEqualTo(TokenKind.NAME);
      assertThat(kind(word.toUpperCase(java.util.Locale.ROOT))).isEqualTo(TokenKind.NAME);
    }
    assertThat(kind("yield")).isEqualTo(TokenKind.YIELD);
  }

  @Test
  void softKeywordsAreNames() {
    for (String word : new String[] {"match", "case", "type", "lazy", "_", "print", "x"}) {
      assertThat(kind(word)).as(word).isEqualTo(TokenKind.NAME);
    }
  }
}
