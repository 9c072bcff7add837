package dev.crosstalk.python.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Broken in any way, a file gives a tree that holds together, in time.
final class MutationTest {
  private static final int COUNT = 2_000;

  @Test
  void survivesMutants() throws IOException {
    String own;
    try (InputStream script = MutationTest.class.getResourceAsStream("ast_spans.py")) {
      assertThat(script).isNotNull();
      own = new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<String> texts =
        List.of(
            own,
            String.join("\n", SyntaxTableTest.tokens()),
            String.join("\n", SyntaxTableTest.softKeywords()),
            String.join("\n", SyntaxTableTest.samples().map(it -> (String) it.get()[1]).toList()));
    Mutations mutations = new Mutations(20260);
    for (int i = 0; i < COUNT; i++) {
      mutations.check(texts.get(i % texts.size()));
    }
    assertThat(mutations.slowest).isLessThan(Mutations.MAX_NANOS);
    assertThat(mutations.broken).isGreaterThan(COUNT / 2);
  }
}
