package dev.crosstalk.openapi.spec;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecTest {
  private static final String SHOP =
      """
      openapi: 3.1.0
      info: {title: Shop}
      security: [{oauth: []}]
      paths:
        /items/{item_id}:
          parameters:
            - {name: item_id, in: path, required: true, schema: {type: integer}}
            - {$ref: '#/components/parameters/Trace'}
          get:
            operationId: readItem
            security: []
            responses:
              200:
                description: fine
                content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}
          patch:
            requestBody:
              required: true
              content:
                text/plain: {schema: {type: string}}
                application/json; charset=utf-8: {schema: {$ref: '#/components/schemas/Item'}}
            responses: {'409': {description: conflict}}
      components:
        parameters:
          Trace: {name: X-Trace, in: header, schema: {type: string}}
        securitySchemes:
          oauth:
            type: oauth2
            flows: {password: {tokenUrl: token, scopes: {}}}
          key: {type: apiKey, in: header, name: X-Key}
        schemas:
          Base: {type: object, properties: {id: {type: integer}}, required: [id]}
          Item:
            allOf:
              - $ref: '#/components/schemas/Base'
              - type: object
                properties:
                  stock: {anyOf: [{type: integer, minimum: 0}, {type: 'null'}]}
                  parent: {$ref: '#/components/schemas/Item'}
                required: [stock]
      """;

  @Test
  void readsOperationsWithInheritedParametersAndSecurity() throws DocumentException {
    Spec spec = spec(SHOP);
    assertThat(spec.troubles()).isEmpty();
    assertThat(spec.title()).isEqualTo("Shop");
    Operation get = spec.operation("GET", "/items/{item_id}").orElseThrow();
    assertThat(get.security()).isEmpty();
    assertThat(get.parameters())
        .extracting(Operation.Parameter::name)
        .containsExactly("item_id", "X-Trace");
    Operation patch = spec.operation("PATCH", "/items/{item_id}").orElseThrow();
    assertThat(patch.security()).isEqualTo(List.of(List.of("oauth")));
    assertThat(patch.pointer()).isEqualTo("/paths/~1items~1{item_id}/patch");
    assertThat(patch.body().orElseThrow().mediaType()).isEqualTo("application/json");
    assertThat(patch.response("409")).isPresent();
    assertThat(requireNonNull(spec.securitySchemes().get("oauth")).kind())
        .isEqualTo(SecurityScheme.Kind.OAUTH2_PASSWORD);
    assertThat(requireNonNull(spec.securitySchemes().get("key")).parameter()).contains("X-Key");
  }

  @Test
  void mergesAllOfAndSeesThroughNullableAlternatives() throws DocumentException {
    Schema item =
        spec(SHOP)
            .operation("PATCH", "/items/{item_id}")
            .orElseThrow()
            .body()
            .orElseThrow()
            .schema();
    assertThat(item.properties().keySet()).containsExactly("id", "stock", "parent");
    assertThat(item.required()).containsExactly("id", "stock");
    Schema stock = requireNonNull(item.properties().get("stock"));
    assertThat(stock.is("integer")).isTrue();
    assertThat(stock.is("number")).isTrue();
    assertThat(stock.hasLowerBound()).isTrue();
    assertThat(requireNonNull(item.properties().get("parent")).properties()).containsKey("stock");
  }

  @Test
  void brokenReferencesAreToldOnceAndTheRestIsRead() throws DocumentException {
    Spec spec =
        spec(
            """
            openapi: 3.0.3
            paths:
              /a:
                post:
                  requestBody:
                    content: {application/json: {schema: {$ref: '#/components/schemas/Nowhere'}}}
                  responses: {'200': {$ref: '#/components/responses/Loop'}}
              /b:
                get:
                  responses:
                    '200':
                      description: x
                      content: {application/json: {schema: {$ref: 'other.yaml#/X'}}}
              c:
                get: {responses: {}}
            components:
              responses:
                Loop: {$ref: '#/components/responses/Back'}
                Back: {$ref: '#/components/responses/Loop'}
            """);
    assertThat(spec.operations()).extracting(Operation::label).containsExactly("POST /a", "GET /b");
    assertThat(spec.troubles())
        .containsExactlyInAnyOrder(
            "the path c does not begin with / and is left out",
            "the reference #/components/schemas/Nowhere leads nowhere",
            "the reference #/components/responses/Loop leads back to itself");
    assertThat(spec.notFollowed())
        .containsExactly(
            "the reference other.yaml#/X leads out of the document and is not followed");
  }

  @Test
  void exclusiveBoundsOfBothVersions() throws DocumentException {
    Spec spec =
        spec(
            """
            openapi: 3.0.0
            paths:
              /a:
                get:
                  parameters:
                    - {name: x, in: query, schema: {type: integer, minimum: 3, exclusiveMinimum: true}}
                    - {name: y, in: query, schema: {type: integer, exclusiveMinimum: 5}}
                  responses: {}
            """);
    List<Operation.Parameter> parameters = spec.operations().getFirst().parameters();
    assertThat(parameters.get(0).schema().number("exclusiveMinimum")).hasValue(3);
    assertThat(parameters.get(1).schema().number("exclusiveMinimum")).hasValue(5);
  }

  @Test
  void refusesWhatIsNoOpenApiThree() {
    assertRefused("swagger: '2.0'\npaths: {}", "Swagger 2.0");
    assertRefused("openapi: 4.0.0\npaths: {}", "OpenAPI 4.0.0; 3.0 and 3.1 are read");
    assertRefused("openapi: 3.1\npaths: {}", "put the version in quotes");
    assertRefused("openapi: 3.1.0", "no `paths`");
    assertRefused("{\"name\": 1}", "`openapi` is missing");
    assertRefused("[1]", "not an OpenAPI document");
  }

  @Test
  void malformedPartsNeverThrow() throws DocumentException {
    Spec spec =
        spec(
            """
            openapi: 3.0.0
            info: 7
            security: x
            paths:
              /a: {get: [], post: {parameters: {a: b}, responses: [], requestBody: 5, tags: 1}}
              /b: 3
              /c: {get: {parameters: [{in: query}, {name: q, in: query, schema: 4}], responses: {'200': x}}}
            """);
    assertThat(spec.operations()).extracting(Operation::label).containsExactly("POST /a", "GET /c");
    assertThat(spec.troubles()).hasSize(2);
  }

  private static Spec spec(String text) throws DocumentException {
    return Spec.of(Documents.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertRefused(String text, String words) {
    assertThatThrownBy(() -> spec(text))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining(words);
  }
}
