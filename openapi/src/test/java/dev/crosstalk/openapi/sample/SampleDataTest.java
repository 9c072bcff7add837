package dev.crosstalk.openapi.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.sample.SampleData.Sample;
import dev.crosstalk.openapi.spec.Schema;
import dev.crosstalk.openapi.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleDataTest {
  private static final Sender ALICE = new Sender("alice", 0, Map.of());
  private static final Sender BOB = new Sender("bob", 1, Map.of());

  @Test
  void freeTextsAreCanariesThatNameTheSender() throws DocumentException {
    Schema schema = schema("{type: string}");
    Sample alice = new SampleData(1).make(schema, ALICE, "title", "k");
    assertThat(alice.value().toString()).startsWith("xtalice").hasSize(17);
    assertThat(alice.canaries()).containsExactly(alice.value().toString());
    assertThat(new SampleData(1).make(schema, ALICE, "title", "k")).isEqualTo(alice);
    assertThat(new SampleData(2).make(schema, ALICE, "title", "k")).isNotEqualTo(alice);
    assertThat(new SampleData(1).make(schema, BOB, "title", "k")).isNotEqualTo(alice);
    assertThat(new SampleData(1).make(schema, ALICE, "title", "other")).isNotEqualTo(alice);
  }

  @Test
  void shortTextsAreNoCanaries() throws DocumentException {
    Sample sample = new SampleData(1).make(schema("{type: string, maxLength: 4}"), ALICE, "c", "k");
    assertThat(sample.value().toString()).hasSize(4);
    assertThat(sample.canaries()).isEmpty();
  }

  @Test
  void numbersKeepToTheirBounds() throws DocumentException {
    assertThat(make("{type: integer}")).isEqualTo(1L);
    assertThat(make("{type: integer, minimum: 5}")).isEqualTo(5L);
    assertThat(make("{type: integer, exclusiveMinimum: 5}")).isEqualTo(6L);
    assertThat(make("{type: integer, maximum: -3}")).isEqualTo(-3L);
    assertThat(make("{type: integer, minimum: 5, multipleOf: 4}")).isEqualTo(8L);
    assertThat(make("{type: number, maximum: 0.5}")).isEqualTo(0.5);
    assertThat(make("{type: number}")).isEqualTo(1L);
  }

  @Test
  void tenantNumbersDiffer() throws DocumentException {
    Schema schema = schema("{type: integer}");
    assertThat(new SampleData(1).make(schema, ALICE, "X-Org-Id", "k").value()).isEqualTo(1L);
    assertThat(new SampleData(1).make(schema, BOB, "X-Org-Id", "k").value()).isEqualTo(2L);
  }

  @Test
  void fixedValuesWin() throws DocumentException {
    Sender sender = new Sender("carol", 0, Map.of("org_id", "2041"));
    Schema schema = schema("{type: object, properties: {org_id: {type: integer}}}");
    assertThat(new SampleData(1).make(schema, sender, "body", "k").value())
        .isEqualTo(Map.of("org_id", 2041L));
  }

  @Test
  void objectsCarryWhatIsNeededAndPlainOptions() throws DocumentException {
    Object value =
        make(
            """
            type: object
            required: [kind, tags, deep]
            properties:
              id: {type: integer, readOnly: true}
              kind: {enum: [small, large]}
              note: {type: string}
              page: {type: integer, default: 20}
              tags: {type: array, minItems: 2, items: {type: boolean}}
              deep: {$ref: '#/components/schemas/S'}
            """);
    assertThat(value)
        .asInstanceOf(
            org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("kind", "small")
        .containsEntry("tags", List.of(true, true))
        .containsKeys("note", "deep")
        .doesNotContainKeys("id", "page");
  }

  @Test
  void formats() throws DocumentException {
    assertThat(make("{type: string, format: email}").toString()).endsWith("@example.com");
    assertThat(java.util.UUID.fromString(make("{type: string, format: uuid}").toString()).version())
        .isEqualTo(4);
    assertThat(make("{type: string, format: date}")).isEqualTo("2031-05-17");
    assertThat(make("{anyOf: [{type: string, format: date-time}, {type: 'null'}]}"))
        .isEqualTo("2031-05-17T10:30:00Z");
    assertThat(make("{const: fixed}")).isEqualTo("fixed");
    assertThat(make("{type: string, minLength: 40}").toString()).hasSizeGreaterThanOrEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[a-z]{3,8}$",
        "^[A-Z]{2}[0-9]{6}$",
        "^(red|green|blue)$",
        "^\\\\d{4}-\\\\d{2}$",
        "^[a-zA-Z0-9_]+$",
        "^\\\\+?[1-9]\\\\d{1,14}$",
        "^sku-[0-9a-f]{8}$"
      })
  void simplePatterns(String pattern) throws DocumentException {
    Object value = make("{type: string, pattern: \"%s\"}".formatted(pattern));
    assertThat(value.toString()).matches(pattern.replace("\\\\", "\\"));
  }

  @Test
  void aHostilePatternEndsSoon() throws DocumentException {
    long start = System.nanoTime();
    Object value = make("{type: string, pattern: '^(([a-z0-9])+)+!$'}");
    assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    assertThat(value.toString()).isNotEmpty();
  }

  private static Object make(String yaml) throws DocumentException {
    return new SampleData(7).make(schema(yaml), ALICE, "field", "k").value();
  }

  private static Schema schema(String yaml) throws DocumentException {
    String document =
        """
        openapi: 3.1.0
        paths:
          /x:
            post:
              requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/S'}}}}
              responses: {}
        components:
          schemas:
            S:
        """
            + yaml.indent(6);
    return Spec.of(Documents.parse(document.getBytes(StandardCharsets.UTF_8)))
        .operations()
        .getFirst()
        .body()
        .orElseThrow()
        .schema();
  }
}
