package dev.crosstalk.openapi.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class JsonLeavesTest {
  @Test
  void tellsEachLeafByItsPointer() throws DocumentException {
    Object tree = Json.parse("{\"a/b\": [1, {\"c\": null}], \"d\": {}, \"e\": \"x\"}");
    assertThat(Json.leaves(tree, 10))
        .containsExactly(
            Map.entry("/a~1b/0", "1"),
            Map.entry("/a~1b/1/c", "null"),
            Map.entry("/d", "{}"),
            Map.entry("/e", "\"x\""));
  }

  @Test
  void tellsNoMoreThanItIsAskedFor() throws DocumentException {
    assertThat(Json.leaves(Json.parse("[1, 2, 3]"), 2)).containsOnlyKeys("/0", "/1");
  }
}
