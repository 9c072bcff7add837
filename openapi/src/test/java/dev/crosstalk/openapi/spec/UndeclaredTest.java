package dev.crosstalk.openapi.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.spec.Operation.Parameter;
import dev.crosstalk.openapi.spec.Operation.Parameter.In;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndeclaredTest {
  private static final String DOCUMENT =
      """
      {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {
        "/me": {"get": {"responses": {}}},
        "/own": {"get": {"responses": {}, "parameters": [
          {"name": "X-Tenant", "in": "header", "schema": {"type": "integer"}}]}}}}
      """;

  private static List<Parameter> parameters(String path, Undeclared... found) throws Exception {
    Object declared = Undeclared.declare(Json.parse(DOCUMENT), List.of(found));
    return Spec.of(declared).operation("GET", path).orElseThrow().parameters();
  }

  @Test
  void whatMiddlewareReadsBelongsToEveryOperation() throws Exception {
    Parameter added =
        parameters("/me", new Undeclared(In.HEADER, "x-tenant", List.of())).getFirst();
    assertThat(added.name()).isEqualTo("x-tenant");
    assertThat(added.in()).isEqualTo(In.HEADER);
    assertThat(added.required()).isTrue();
  }

  @Test
  void whatIsListedStaysAsItIs() throws Exception {
    List<Parameter> kept = parameters("/own", new Undeclared(In.HEADER, "x-tenant", List.of()));
    assertThat(kept).hasSize(1);
    assertThat(kept.getFirst().schema().is("integer")).isTrue();
  }

  @Test
  void whatOneRouteReadsBelongsToItsPath() throws Exception {
    Undeclared cookie = new Undeclared(In.COOKIE, "session", List.of("/own"));
    assertThat(parameters("/me", cookie)).isEmpty();
    assertThat(parameters("/own", cookie)).hasSize(2);
  }
}
