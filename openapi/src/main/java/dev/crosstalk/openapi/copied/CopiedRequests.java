package dev.crosstalk.openapi.copied;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.scenario.SecretHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes scenarios of copied requests: each that changes something is raced against itself, and
/// those that only read are the read-back.
public final class CopiedRequests {
  private static final int MOST_READS = 5;

  private CopiedRequests() {}

  /// The scenarios, in the order of the requests.
  ///
  /// @throws DocumentException when there is nothing to race
  public static List<ScenarioPlan> plans(List<Copied> requests) throws DocumentException {
    List<Copied> reads = requests.stream().filter(Copied::isSafe).distinct().toList();
    List<Copied> racing = requests.stream().filter(one -> !one.isSafe()).distinct().toList();
    if (racing.isEmpty()) {
      throw new DocumentException(
          "no copied request changes anything, so there is nothing to race");
    }
    Map<String, ScenarioPlan> plans = new LinkedHashMap<>();
    for (Copied copied : racing) {
      List<RequestTemplate> readBack = new ArrayList<>();
      for (Copied read : reads.subList(0, Math.min(MOST_READS, reads.size()))) {
        readBack.add(read.template("read-" + (readBack.size() + 1)));
      }
      String name = copied + " twice";
      for (int i = 2; plans.containsKey(name); i++) {
        name = "%s twice (%d)".formatted(copied, i);
      }
      plans.put(
          name,
          new ScenarioPlan(
              name,
              "copied by the user",
              100,
              List.of(),
              List.of(copied.template("race-a"), copied.template("race-b")),
              readBack,
              List.of(),
              false));
    }
    return List.copyOf(plans.values());
  }

  /// The same plan without credentials in headers, for documents.
  public static ScenarioPlan withoutCredentials(ScenarioPlan plan) {
    return new ScenarioPlan(
        plan.name(),
        plan.reason(),
        plan.score(),
        without(plan.setUp()),
        without(plan.racing()),
        without(plan.readBack()),
        without(plan.cleanUp()),
        plan.foreignDataIsLeak());
  }

  private static List<RequestTemplate> without(List<RequestTemplate> requests) {
    List<RequestTemplate> found = new ArrayList<>();
    for (RequestTemplate request : requests) {
      Map<String, String> headers = new LinkedHashMap<>(request.headers());
      headers.keySet().removeIf(SecretHeaders::isSecret);
      found.add(
          new RequestTemplate(
              request.id(),
              request.identity(),
              request.method(),
              request.pathTemplate(),
              request.target(),
              headers,
              request.body(),
              request.captures()));
    }
    return found;
  }
}
