package dev.crosstalk.openapi.scenario;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.request.RequestBody;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.sample.Sender;
import dev.crosstalk.openapi.spec.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Scenarios for WebSockets, which no OpenAPI document lists: two connections to one path, each of
/// which sends two messages.
public final class SocketPlans {
  /// The method of a request that opens a connection and sends the texts of its body, a JSON list.
  public static final String METHOD = "WEBSOCKET";

  private SocketPlans() {}

  /// @param sockets paths with their parameters, each like an operation of a document
  public static List<ScenarioPlan> of(
      List<Map<String, Object>> sockets, List<Identity> identities, SampleData data, int limit)
      throws DocumentException {
    if (sockets.isEmpty()) {
      return List.of();
    }
    Map<String, Object> paths = new LinkedHashMap<>();
    for (Map<String, Object> socket : sockets) {
      Map<String, Object> operation = new LinkedHashMap<>(socket);
      operation.remove("path");
      operation.put("responses", Map.of());
      paths.put(String.valueOf(socket.get("path")), Map.of("post", operation));
    }
    Spec spec =
        Spec.of(
            Map.of(
                "openapi",
                "3.1.0",
                "info",
                Map.of("title", "sockets", "version", "1"),
                "paths",
                paths));
    return new Planner(spec, identities, data)
        .plans(limit).stream().map(plan -> opening(plan, data)).toList();
  }

  private static ScenarioPlan opening(ScenarioPlan plan, SampleData data) {
    List<RequestTemplate> racing = new ArrayList<>();
    for (RequestTemplate request : plan.racing()) {
      Sender sender = new Sender(request.identity().orElse("a"), racing.size(), Map.of());
      racing.add(
          new RequestTemplate(
              request.id(),
              request.identity(),
              METHOD,
              request.pathTemplate(),
              request.target(),
              request.headers(),
              Optional.of(
                  new RequestBody.Text(
                      "application/json",
                      Json.write(
                          List.of(
                              data.canary(sender, request.id() + " first", 16),
                              data.canary(sender, request.id() + " second", 16))))),
              Map.of()));
    }
    return new ScenarioPlan(
        plan.name().replaceFirst("^POST ", METHOD + " "),
        plan.reason(),
        plan.score(),
        List.of(),
        racing,
        List.of(),
        List.of(),
        plan.foreignDataIsLeak());
  }
}
