package dev.crosstalk.openapi.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.spec.Operation;
import dev.crosstalk.openapi.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinksTest {
  private static final String SHOP =
      """
      openapi: 3.1.0
      paths:
        /items:
          get: {responses: {'200': {description: x}}}
          post:
            requestBody:
              content:
                application/json:
                  schema: {type: object, properties: {name: {type: string}, stock: {type: integer}}}
            responses:
              '201':
                description: x
                content:
                  application/json: {schema: {type: object, properties: {id: {type: integer}}}}
        /items/{item_id}:
          get: {responses: {'200': {description: x}}}
          delete: {responses: {'204': {description: x}}}
        /items/{item_id}/buy:
          post:
            parameters: [{name: quantity, in: query, required: true, schema: {type: integer}}]
            responses: {'200': {description: x}}
        /orders:
          post:
            parameters: [{name: Idempotency-Key, in: header, schema: {type: string}}]
            responses: {'200': {description: x}}
        /counter:
          get: {responses: {'200': {description: x}}}
        /counter/increment:
          post: {responses: {'200': {description: x}}}
      """;

  @Test
  void findsCreatorReaderAndRemover() throws DocumentException {
    Links links = new Links(spec());
    assertThat(links.creator("/items/{item_id}/buy", "item_id").map(Operation::label))
        .contains("POST /items");
    assertThat(links.creatorOf("item_id").map(Operation::label)).contains("POST /items");
    assertThat(links.creatorOf("id")).isEmpty();
    assertThat(links.creatorOf("user_id")).isEmpty();
    assertThat(links.reader("/items/{item_id}/buy").map(Operation::label))
        .contains("GET /items/{item_id}");
    Operation creator = spec().operation("POST", "/items").orElseThrow();
    assertThat(links.readerOf(creator).map(Operation::label)).contains("GET /items/{item_id}");
    assertThat(links.removerOf(creator).map(Operation::label)).contains("DELETE /items/{item_id}");
    assertThat(Links.pointersFor(creator, "item_id")).startsWith("/id");
  }

  @Test
  void observersShareAWord() throws DocumentException {
    Operation increment = spec().operation("POST", "/counter/increment").orElseThrow();
    assertThat(new Links(spec()).observers(increment, 3))
        .extracting(Operation::label)
        .containsExactly("GET /counter");
  }

  @Test
  void ranksLimitedQuantitiesAboveReads() throws DocumentException {
    List<RaceRisk> ranked =
        RaceRisk.sorted(spec().operations().stream().map(RaceRisk::of).toList());
    assertThat(ranked.getFirst().operation().label()).isEqualTo("POST /items/{item_id}/buy");
    assertThat(ranked.getFirst().reasons())
        .contains("its name says that it takes from a limited quantity");
    RaceRisk guarded =
        ranked.stream()
            .filter(risk -> risk.operation().path().equals("/orders"))
            .findFirst()
            .orElseThrow();
    assertThat(guarded.score()).isLessThan(ranked.getFirst().score());
    assertThat(guarded.reasons()).last().asString().contains("idempotency key");
  }

  @Test
  void wordsOfNames() {
    assertThat(Words.of("claimDailyBonus_v2")).containsExactly("claim", "daily", "bonus", "v2");
    assertThat(Words.stem("entries")).isEqualTo("entry");
    assertThat(Words.stem("boxes")).isEqualTo("box");
    assertThat(Words.stem("address")).isEqualTo("address");
    assertThat(Words.stem("items")).isEqualTo("item");
  }

  private static Spec spec() throws DocumentException {
    return Spec.of(Documents.parse(SHOP.getBytes(StandardCharsets.UTF_8)));
  }
}
