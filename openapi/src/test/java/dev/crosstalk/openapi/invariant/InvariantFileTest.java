package dev.crosstalk.openapi.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.openapi.document.DocumentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvariantFileTest {
  private static final String GOOD =
      """
      [[invariant]]
      name = "stock"
      path = "/items/1"
      identity = "alice"
      pointer = "/stock"
      relation = "never-negative"

      [[invariant]]
      name = "seats"
      path = "/seats"
      pointer = ""
      relation = "at-most"
      value = 20

      [[invariant]]
      name = "state"
      path = "/state"
      pointer = "/orders/*/state"
      relation = "equals"
      value = "pa\\"id"
      """;

  @Test
  void whatIsWrittenReadsBackEqual() throws DocumentException {
    List<Invariant> read = InvariantFile.parse(GOOD);
    assertThat(read).extracting(Invariant::name).containsExactly("stock", "seats", "state");
    assertThat(read.getLast().value()).contains("\"pa\\\"id\"");
    assertThat(InvariantFile.parse(InvariantFile.write(read))).isEqualTo(read);
    assertThat(InvariantFile.parse("[[identity]]\nname = \"a\"")).isEmpty();
  }

  @Test
  void aWrongFileIsOneLine() {
    String base = "[[invariant]]\nname = \"x\"\npath = \"/x\"\n";
    String rest = "pointer = \"\"\nrelation = \"unique\"\n";
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry("[[invariant]]\npath = \"/x\"", "`name` is missing"),
            Map.entry("[invariant]\nname = \"x\"", "two brackets"),
            Map.entry(base, "JSON pointer"),
            Map.entry(base + "pointer = \"stock\"", "JSON pointer"),
            Map.entry(base + "pointer = 7", "JSON pointer"),
            Map.entry(base + "pointer = \"/a\"", "`relation` is missing"),
            Map.entry(base + "pointer = \"/a\"\nrelation = \"magic\"", "is one of never-negative"),
            Map.entry(base + "pointer = \"/a\"\nrelation = \"at-most\"", "needs a `value`"),
            Map.entry(
                base + "pointer = \"/a\"\nrelation = \"at-most\"\nvalue = \"x\"", "is a number"),
            Map.entry(
                base + "pointer = \"/a\"\nrelation = \"unique\"\nvalue = 1", "takes no `value`"),
            Map.entry(
                base + "pointer = \"/a\"\nrelation = \"equals\"\nvalue = [1]",
                "a text, a number or a boolean"),
            Map.entry(base + "method = \"DELETE\"", "not known: method"),
            Map.entry(base.replace("/x", "/evil x") + rest, "percent-encoded"),
            Map.entry((base + rest).repeat(2), "given twice"),
            Map.entry((base + rest).repeat(51), "at most 50"),
            Map.entry("[[invariant\n", ""));
    wrong.forEach((text, words) ->
        assertThatThrownBy(() -> InvariantFile.parse(text))
            .as(text)
            .isInstanceOf(DocumentException.class)
            .hasMessageContaining(words)
            .message()
            .doesNotContain("\n"));
  }
}
