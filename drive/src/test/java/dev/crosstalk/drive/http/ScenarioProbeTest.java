package dev.crosstalk.drive.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.request.ConcreteRequest;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class ScenarioProbeTest {
  private static final ScenarioPlan PLAN =
      new ScenarioPlan(
          "edit twice",
          "a version",
          1,
          List.of(request("make", "POST")),
          List.of(request("a", "PUT"), request("b", "PUT")),
          List.of(request("read", "GET")),
          List.of(),
          false);

  private static RequestTemplate request(String id, String method) {
    return new RequestTemplate(
        id, Optional.empty(), method, "/x", "/x", Map.of(), Optional.empty(), Map.of());
  }

  private static Exchange exchange(RequestTemplate template, int status, String body) {
    return new Exchange(
        template,
        new ConcreteRequest(template.method(), "/x", Map.of(), Optional.empty()),
        0,
        1,
        Optional.of(new HttpAnswer(status, List.of(), body.getBytes(StandardCharsets.UTF_8))),
        Optional.empty());
  }

  /// A service with a version: whoever comes second in a race is answered 409.
  private static final class Versioned implements Runs {
    int runs;
    int rests;
    boolean loses;

    @Override
    public RunRecord run(
        ScenarioPlan plan, List<Integer> order, Optional<List<Long>> offsetsMicros) {
      runs++;
      int version = 0;
      Map<String, Exchange> sent = new HashMap<>();
      for (int index : order) {
        RequestTemplate template = plan.racing().get(index);
        boolean refused = offsetsMicros.isPresent() && !sent.isEmpty() && !loses;
        version += refused ? 0 : 1;
        sent.put(
            template.id(),
            refused
                ? exchange(template, 409, "{\"detail\":\"changed meanwhile\"}")
                : exchange(template, 200, "{\"version\":" + version + "}"));
      }
      SequencedMap<String, Exchange> racing = new LinkedHashMap<>();
      for (RequestTemplate template : plan.racing()) {
        Exchange exchange = sent.get(template.id());
        if (exchange != null) {
          racing.put(template.id(), exchange);
        }
      }
      int left = loses && offsetsMicros.isPresent() ? 1 : version;
      return new RunRecord(
          runs,
          order,
          offsetsMicros.isPresent(),
          offsetsMicros.isPresent(),
          10,
          List.of(),
          new LinkedHashMap<>(),
          racing,
          new LinkedHashMap<>(
              Map.of(
                  "read", exchange(plan.readBack().getFirst(), 200, "{\"version\":" + left + "}"))),
          Map.of(),
          List.of());
    }

    @Override
    public void rest(long millis) {
      rests++;
    }
  }

  private static ScenarioResult probe(Versioned service) throws TargetException {
    return new ScenarioProbe(service, () -> "fake", 20, Promises.NONE).probe(PLAN, Long.MAX_VALUE);
  }

  @Test
  void aRefusedRacerCostsNoPause() throws TargetException {
    Versioned service = new Versioned();
    ScenarioResult result = probe(service);
    assertThat(result.anomaly()).isEmpty();
    assertThat(result.roundsOverlapped()).isEqualTo(20);
    assertThat(service.rests).isZero();
  }

  @Test
  void aLostUpdateIsHeldAgainstLaterSerialRunsOnce() throws TargetException {
    Versioned service = new Versioned();
    service.loses = true;
    ScenarioResult result = probe(service);
    assertThat(result.anomaly().orElseThrow().rule()).isEqualTo(Anomaly.LOST_UPDATE);
    assertThat(result.shown()).isEqualTo(10);
    assertThat(service.rests).isEqualTo(1);
  }
}
