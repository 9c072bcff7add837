package dev.crosstalk.openapi.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.request.ConcreteRequest;
import dev.crosstalk.openapi.request.MissingValueException;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final String SHOP =
      """
      openapi: 3.1.0
      paths:
        /items:
          post:
            requestBody:
              content:
                application/json:
                  schema:
                    type: object
                    required: [name, stock]
                    properties: {name: {type: string}, stock: {type: integer}}
            responses: {'201': {description: x}}
        /items/{item_id}:
          get: {parameters: [&id {name: item_id, in: path, schema: {type: integer}}], responses: {}}
          delete: {parameters: [*id], responses: {}}
          patch:
            parameters: [*id]
            requestBody:
              content:
                application/json:
                  schema: {type: object, properties: {name: {type: string}}}
            responses: {}
        /purchase:
          post:
            requestBody:
              content:
                application/json:
                  schema:
                    type: object
                    required: [item_id, quantity]
                    properties: {item_id: {type: integer}, quantity: {type: integer}}
            responses: {}
        /me:
          get:
            parameters: [{name: X-Tenant, in: header, required: true, schema: {type: string}}]
            responses: {}
        /counter: {get: {responses: {}}}
        /counter/increment: {post: {responses: {}}}
        /login: {post: {responses: {}}}
        /reset: {post: {responses: {}}}
      """;

  @Test
  void outlinesAreThePlansWithoutTheirRequests() throws DocumentException {
    Planner planner = new Planner(spec(SHOP), List.of(), new SampleData(1));
    assertThat(planner.outlines(500))
        .isNotEmpty()
        .isEqualTo(
            planner.plans(500).stream()
                .map(plan ->
                    new Planner.Outline(
                        plan.name(), plan.reason(), plan.score(), plan.operations()))
                .toList());
    assertThat(planner.outlines(3)).isEqualTo(planner.outlines(500).subList(0, 3));
  }

  @Test
  void purchaseCreatesItsItemAndReadsItBack() throws DocumentException, MissingValueException {
    ScenarioPlan plan = plan("POST /purchase twice");
    assertThat(plan.setUp()).extracting(RequestTemplate::operation).containsExactly("POST /items");
    assertThat(plan.readBack())
        .extracting(RequestTemplate::operation)
        .containsExactly("GET /items/{item_id}");
    assertThat(plan.cleanUp())
        .extracting(RequestTemplate::operation)
        .containsExactly("DELETE /items/{item_id}");
    Map<String, Object> answer =
        plan.setUp().getFirst().capture(Optional.of(Json.parse("{\"id\": 17}")), Map.of());
    assertThat(plan.racing().getFirst().fill(answer).body())
        .contains("{\"item_id\":17,\"quantity\":1}");
    assertThat(plan.racing().get(0).body()).isEqualTo(plan.racing().get(1).body());
    assertThat(plan.readBack().getFirst().fill(answer).target()).isEqualTo("/items/17");
    assertThat(plan.cleanUp().getFirst().fill(answer).target()).isEqualTo("/items/17");
  }

  @Test
  void updatesCarryDifferentData() throws DocumentException {
    ScenarioPlan plan = plan("PATCH /items/{item_id} with two different bodies");
    assertThat(plan.racing().get(0).body()).isNotEqualTo(plan.racing().get(1).body());
    assertThat(plan.racing().get(0).target()).isEqualTo(plan.racing().get(1).target());
    assertThat(plan.foreignDataIsLeak()).isFalse();
  }

  @Test
  void twoTenantsSendTheirOwnValues() throws DocumentException, MissingValueException {
    ScenarioPlan plan = plan("GET /me by two tenants");
    assertThat(plan.foreignDataIsLeak()).isTrue();
    ConcreteRequest first = plan.racing().get(0).fill(Map.of());
    ConcreteRequest second = plan.racing().get(1).fill(Map.of());
    assertThat(first.headers().get("X-Tenant")).startsWith("xta");
    assertThat(second.headers().get("X-Tenant")).startsWith("xtb");
  }

  @Test
  void aCounterIsReadBackWithoutSetUp() throws DocumentException {
    ScenarioPlan plan = plan("POST /counter/increment twice");
    assertThat(plan.setUp()).isEmpty();
    assertThat(plan.readBack())
        .extracting(RequestTemplate::operation)
        .containsExactly("GET /counter");
  }

  @Test
  void neverRacesLogInOrReset() throws DocumentException {
    assertThat(plans())
        .flatExtracting(ScenarioPlan::operations)
        .doesNotContain("POST /login", "POST /reset");
  }

  @Test
  void plansAreDeterministicAndReadBackEqualFromTheirFile() throws DocumentException {
    List<ScenarioPlan> plans = plans();
    assertThat(plans()).isEqualTo(plans);
    assertThat(plans.size()).isGreaterThan(5);
    assertThat(ScenarioFile.parse(ScenarioFile.write(plans))).isEqualTo(plans);
  }

  @Test
  void aCreatorThatNeedsItselfEnds() throws DocumentException {
    Spec spec =
        spec(
            """
            openapi: 3.0.0
            paths:
              /nodes:
                post:
                  requestBody:
                    content:
                      application/json:
                        schema: {type: object, properties: {node_id: {type: integer}}}
                  responses: {}
              /nodes/{node_id}: {put: {responses: {}}}
            """);
    assertThat(new Planner(spec, List.of(), new SampleData(1)).plans(50)).isNotEmpty();
  }

  @Test
  void listedThingsFallBackToASample() throws DocumentException, MissingValueException {
    Spec spec =
        spec(
            """
            openapi: 3.0.0
            paths:
              /items: {get: {responses: {}}}
              /items/{item_id}/buy:
                post:
                  parameters: [{name: item_id, in: path, schema: {type: integer}}]
                  responses: {}
            """);
    ScenarioPlan plan = new Planner(spec, List.of(), new SampleData(1)).plans(50).getFirst();
    RequestTemplate list = plan.setUp().getFirst();
    assertThat(list.operation()).isEqualTo("GET /items");
    RequestTemplate buy = plan.racing().getFirst();
    Optional<Object> found = Optional.of(Json.parse("[{\"id\": 9}]"));
    assertThat(buy.fill(list.capture(found, Map.of())).target()).isEqualTo("/items/9/buy");
    assertThat(buy.fill(list.capture(Optional.empty(), Map.of())).target())
        .isEqualTo("/items/1/buy");
    assertThatThrownBy(() -> buy.fill(Map.of())).isInstanceOf(MissingValueException.class);
  }

  @Test
  void scenarioFilesSayWhatIsWrong() {
    assertRefused("", "holds [[scenario]] tables");
    assertRefused("scenario = [{ name = \"x\" }]", "at least two [[scenario.race]]");
    assertRefused(
        "scenario = [{ name = \"x\", race = [{ path = \"/a\", method = \"GRAB\" }] }]",
        "unknown method GRAB");
    assertRefused(
        """
        [[scenario]]
        name = "x"
        race = [{ path = "/a", id = "r" }, { path = "/a", id = "r" }]
        """,
        "the same `id`");
    assertRefused(
        """
        [[scenario]]
        name = "x"
        race = [{ path = "/a", headers = { A = "b\\r\\nC: d" } }]
        """,
        "`A` is no header");
  }

  @Test
  void whatActsOnAListedThingNamesOneThatIsThere() throws DocumentException {
    List<ScenarioPlan> plans = new Planner(spec(BANK), List.of(), new SampleData(42)).plans(100);
    ScenarioPlan transfer = named(plans, "POST /transfers twice");
    assertThat(transfer.setUp())
        .extracting(RequestTemplate::operation)
        .containsExactly("GET /accounts", "GET /accounts");
    assertThat(transfer.setUp().getFirst().captures().values().iterator().next())
        .contains("/0/id", "/accounts/0/account");
    assertThat(transfer.setUp().getLast().captures().values().iterator().next()).contains("/1/id");
    assertThat(transfer.racing().getFirst().body().toString())
        .contains("from_account=${from_account_a}", "to_account=${to_account_a}");
    ScenarioPlan redeem = named(plans, "POST /coupons/redeem twice");
    assertThat(redeem.setUp())
        .extracting(RequestTemplate::operation)
        .containsExactly("POST /coupons");
    assertThat(redeem.racing().getFirst().body().toString()).contains("code=${code_a}");
  }

  @Test
  void anUpdateSendsWhatMayBeNullToo() throws DocumentException {
    List<ScenarioPlan> plans = new Planner(spec(BANK), List.of(), new SampleData(42)).plans(100);
    assertThat(
            named(plans, "PATCH /people/{number} with two different bodies")
                .racing()
                .getFirst()
                .body()
                .toString())
        .contains("name=xt", "city=xt")
        .doesNotContain("boss_id");
  }

  @Test
  void aReadThatNamesNoCallerIsTriedWithTenantHeaders() throws DocumentException {
    List<ScenarioPlan> plans = new Planner(spec(BANK), List.of(), new SampleData(42)).plans(100);
    ScenarioPlan last = plans.getLast();
    assertThat(last.name()).startsWith("GET ").contains("the document does not name");
    assertThat(last.racing().getFirst().headers()).containsKey("X-Tenant-ID");
    assertThat(last.foreignDataIsLeak()).isTrue();
  }

  private static final String BANK =
      """
      openapi: 3.1.0
      paths:
        /accounts:
          get: {responses: {}}
        /transfers:
          post:
            requestBody:
              content:
                application/json:
                  schema:
                    type: object
                    required: [from_account, to_account, amount]
                    properties:
                      from_account: {type: integer}
                      to_account: {type: integer}
                      amount: {type: integer}
            responses: {}
        /coupons:
          post: &create
            requestBody:
              content:
                application/json:
                  schema: {type: object, required: [code], properties: {code: {type: string}}}
            responses: {}
        /coupons/redeem: {post: *create}
        /people/{number}:
          patch:
            parameters: [{name: number, in: path, required: true, schema: {type: integer}}]
            requestBody:
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      name: {anyOf: [{type: string}, {type: 'null'}]}
                      city: {anyOf: [{type: string}, {type: 'null'}]}
                      boss_id: {anyOf: [{type: integer}, {type: 'null'}]}
            responses: {}
      """;

  private static ScenarioPlan named(List<ScenarioPlan> plans, String name) {
    return plans.stream().filter(plan -> plan.name().equals(name)).findFirst().orElseThrow();
  }

  private static void assertRefused(String text, String words) {
    assertThatThrownBy(() -> ScenarioFile.parse(text))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining(words);
  }

  private static ScenarioPlan plan(String name) throws DocumentException {
    return plans().stream().filter(plan -> plan.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<ScenarioPlan> plans() throws DocumentException {
    return new Planner(spec(SHOP), List.of(), new SampleData(42)).plans(100);
  }

  private static Spec spec(String text) throws DocumentException {
    return Spec.of(Documents.parse(text.getBytes(StandardCharsets.UTF_8)));
  }
}
