package dev.crosstalk.openapi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  @Test
  void readsJsonAndYamlToTheSameTree() throws DocumentException {
    Object json = parse("{\"a\": [1, 2.5, true, null, \"x\"], \"b\": {\"200\": \"y\"}}");
    Object yaml = parse("a:\n  - 1\n  - 2.5\n  - true\n  - null\n  - x\nb:\n  200: y\n");
    assertThat(yaml).isEqualTo(json);
    assertThat(Json.at(json, "/b/200")).contains("y");
    assertThat(Json.at(json, "/a/4")).contains("x");
    assertThat(Json.at(json, "/a/5")).isEmpty();
    assertThat(Json.at(json, "/a/-1")).isEmpty();
  }

  @Test
  void writesWhatItReads() throws DocumentException {
    String text = "{\"quote\\\"\":\"line\\nbreak\",\"n\":[1,-2,0.5,null,false],\"ü\":{}}";
    assertThat(Json.write(parse(text))).isEqualTo(text);
    assertThat(Json.write("\ud800")).isEqualTo("\"\\ud800\"");
  }

  @Test
  void aByteOrderMarkIsSkipped() throws DocumentException {
    assertThat(parse("\ufeff{\"a\":1}")).isEqualTo(Map.of("a", 1L));
    assertThat(parse("\ufeffa: 1")).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void saysInOneLineWhatIsWrong() {
    assertRefused("", "the document is empty");
    assertRefused("{\"a\": }", "not valid JSON in line 1");
    assertRefused("{} {}", "text after the end");
    assertRefused("<html>", "web page");
    assertRefused("a: [1, 2", "not valid YAML");
    assertRefused("[".repeat(5_000) + "]".repeat(5_000), "not valid JSON");
    assertRefused("a: &x [*x]", "alias");
    assertRefused("a: " + "[".repeat(5_000) + "]".repeat(5_000), "YAML");
  }

  @Test
  void refusesMoreThanFiftyMegabytes() {
    byte[] large = new byte[Documents.MAX_BYTES + 1];
    large[0] = '{';
    assertThatThrownBy(() -> Documents.parse(large))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("larger than 50 MB");
  }

  @Test
  void aliasesDoNotGrowTheDocument() throws DocumentException {
    StringBuilder bomb = new StringBuilder("l0: &l0 [x]\n");
    for (int i = 1; i <= 12; i++) {
      bomb.append(
          "l%d: &l%d [*l%d, *l%d, *l%d, *l%d]\n".formatted(i, i, i - 1, i - 1, i - 1, i - 1));
    }
    Object tree = parse(bomb.toString());
    assertThat(Json.at(tree, "/l12/3/0/0/0/0/0/0/0/0/0/0/0/0")).contains("x");
  }

  @Test
  void missingFileIsOneLine() {
    assertThatThrownBy(() -> Documents.read(Path.of("no-such-file.json")))
        .isInstanceOf(DocumentException.class)
        .hasMessage("there is no file no-such-file.json");
  }

  @Test
  void tomlTablesArraysAndTexts() throws DocumentException {
    Map<String, Object> read =
        Toml.parse(
            """
            title = "a \\"b\\" \\u00e9" # comment
            raw = 'C:\\x'
            multi = \"""
            one
            two\"""
            n = 1_000
            f = -2.5
            on = true
            day = 2026-11-24
            list = [1, 2,
              3, # last
            ]
            inline = { a = 1, b.c = "d" }
            [server.main]
            host = "x"
            [[user]]
            name = "a"
            [[user]]
            name = "b"
            [user.login]
            type = "t"
            """);
    assertThat(read)
        .containsEntry("title", "a \"b\" é")
        .containsEntry("raw", "C:\\x")
        .containsEntry("multi", "one\ntwo")
        .containsEntry("n", 1_000L)
        .containsEntry("f", -2.5)
        .containsEntry("on", true)
        .containsEntry("day", "2026-11-24")
        .containsEntry("list", List.of(1L, 2L, 3L))
        .containsEntry("inline", Map.of("a", 1L, "b", Map.of("c", "d")))
        .containsEntry("server", Map.of("main", Map.of("host", "x")))
        .containsEntry(
            "user",
            List.of(Map.of("name", "a"), Map.of("name", "b", "login", Map.of("type", "t"))));
  }

  @Test
  void tomlErrorsNameTheLine() {
    assertToml("a = 1\na = 2", "line 2: `a` is given twice");
    assertToml("a = \"x", "line 1: the text is not closed");
    assertToml("a = x", "text needs quotes");
    assertToml("a =", "a value is missing");
    assertToml("[a]\n[a]", "line 2: table `a` is defined twice");
    assertToml("a = 1 b = 2", "`1 b = 2` is not a value");
    assertToml("a = { b = 1 }\n[a]\nc = 1", "line 2");
    assertToml("a = 99999999999999999999", "too large");
    assertToml("a = " + "[".repeat(100), "nested");
    assertToml("= 1", "a key is missing");
    assertToml("a = \"\\x\"", "unknown escape");
  }

  @Test
  void quotedTomlReadsBack() throws DocumentException {
    String nasty = "a\"b\\c\nd\te\u0001 [x] #";
    assertThat(Toml.parse(Toml.quoteKey(nasty) + " = " + Toml.quote(nasty)))
        .isEqualTo(Map.of(nasty, nasty));
  }

  private static Object parse(String text) throws DocumentException {
    return Documents.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String text, String words) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining(words)
        .message()
        .doesNotContain("\n");
  }

  private static void assertToml(String text, String words) {
    assertThatThrownBy(() -> Toml.parse(text))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining(words)
        .message()
        .doesNotContain("\n");
  }
}
