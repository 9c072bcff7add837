package dev.crosstalk.drive.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.drive.live.LiveDemo;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.identity.Login;
import dev.crosstalk.openapi.identity.Secret;
import dev.crosstalk.openapi.request.ConcreteRequest;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.scenario.Planner;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.spec.Spec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static LiveDemo demo;
  private static HttpTarget target;
  private static Spec spec;

  @BeforeAll
  static void start() throws IOException, TargetException, DocumentException {
    demo = LiveDemo.start();
    target = HttpTarget.of(demo.url(), Set.of(), false);
    spec = Spec.of(Documents.parse(SpecFetch.fetch(demo.url() + "/openapi.json", Set.of(), false)));
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @Test
  void everyRacyOperationIsFoundAndNoRepairedOne() throws TargetException {
    Probe.Outcome outcome = probe("", 12);
    assertThat(outcome.trouble()).isEmpty();
    assertThat(outcome.findings())
        .extracting(finding -> finding.rule().code() + " " + finding.origins().getFirst())
        .contains(
            "CT001 GET /racy/reports",
            "CT003 POST /racy/counter/increment",
            "CT001 POST /racy/chat/{session}",
            "CT004 PATCH /racy/people/{person_id}")
        .anyMatch(line -> line.matches("CT00[23] POST /racy/purchase"))
        .anyMatch(line -> line.matches("CT00[23] POST /racy/transfers"))
        .noneMatch(line -> line.contains("/safe/"));
    assertThat(outcome.findings())
        .allMatch(finding -> finding.verdict() == Verdict.CONFIRMED)
        .allMatch(finding -> finding.place().toString().contains("/paths/~1racy"));
    assertThat(outcome.gaps()).isEmpty();
  }

  @Test
  void theLeakIsDrawnWithTheSerialRunsBesideIt() throws TargetException {
    Finding leak = probe("GET /racy/reports", 10).findings().getFirst();
    Interleaving drawn = ((Evidence.Race) leak.evidence()).interleaving();
    assertThat(drawn.lanes()).extracting(Interleaving.Lane::id).containsExactly("A", "B", "Z");
    assertThat(drawn.steps())
        .extracting(Interleaving.Step::kind)
        .containsSubsequence(
            Interleaving.Kind.START,
            Interleaving.Kind.START,
            Interleaving.Kind.RESPOND,
            Interleaving.Kind.RESPOND,
            Interleaving.Kind.NOTE);
    assertThat(leak.message()).contains("belongs to").contains("overlapping rounds");
  }

  @Test
  void aRepairedTwinStaysSilentInManyRounds() throws TargetException {
    Probe.Outcome outcome = probe("/safe/purchase", 100);
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.rounds()).isNotEmpty();
    assertThat(outcome.rounds())
        .allSatisfy(row -> {
          assertThat(row.get("result")).isEqualTo("nothing found");
          assertThat((Integer) row.get("overlapped")).isGreaterThan(30);
        });
  }

  @Test
  void whatWasCreatedIsRemoved() throws TargetException {
    probe("POST /racy/purchase", 3);
    try (Connection connection = new Connection(target, Duration.ofSeconds(5))) {
      for (int id = 1; id <= 40; id++) {
        ConcreteRequest read =
            new ConcreteRequest("GET", "/racy/items/" + id, Map.of(), Optional.empty());
        assertThat(connection.exchange(read).status()).isEqualTo(404);
      }
    }
  }

  @Test
  void lastBytesLeaveTogetherAndRequestsOverlap() throws TargetException {
    ConcreteRequest increment =
        new ConcreteRequest("POST", "/safe/counter/increment", Map.of(), Optional.empty());
    try (LastByteSync racer = new LastByteSync(target, Duration.ofSeconds(5))) {
      int overlapped = 0;
      for (int round = 0; round < 10; round++) {
        Volley volley =
            racer.fire(
                List.of(increment, increment, increment, increment, increment),
                List.of(0L, 0L, 0L, 0L, 0L));
        assertThat(volley.shots()).allMatch(shot -> shot.answer().orElseThrow().status() == 200);
        overlapped += volley.overlapped() ? 1 : 0;
      }
      assertThat(overlapped).isGreaterThanOrEqualTo(5);
    }
  }

  @Test
  void sequentialRequestsAreNotCountedAsOverlapping() {
    Shot first =
        new Shot(
            0, 100, Optional.of(new HttpAnswer(200, List.of(), new byte[0])), Optional.empty());
    Shot second =
        new Shot(
            150, 300, Optional.of(new HttpAnswer(200, List.of(), new byte[0])), Optional.empty());
    assertThat(new Volley(List.of(first, second)).overlapped()).isFalse();
    Shot early = new Shot(50, 300, second.answer(), Optional.empty());
    assertThat(new Volley(List.of(first, early)).overlapped()).isTrue();
    Shot lost = new Shot(50, 300, Optional.empty(), Optional.of("reset"));
    assertThat(new Volley(List.of(first, lost)).overlapped()).isFalse();
  }

  @Test
  void secretsStayOutOfEverythingThatIsTold() throws TargetException {
    Identity alice =
        new Identity(
            "alice",
            Optional.of("north"),
            Map.of("X-Tenant", "hunter2-very-secret"),
            Map.of("token", new Secret("hunter2-very-secret")),
            new Login(
                List.of(),
                List.of(
                    new Login.Attachment(Login.Where.HEADER, "Authorization", "Bearer ${token}"))));
    Identity bob = Identity.anonymous("bob", "south");
    List<Identity> identities = List.of(alice, bob);
    List<ScenarioPlan> plans =
        new Planner(spec, identities, new SampleData(3))
            .plans(100).stream().filter(plan -> plan.name().contains("GET /racy/reports")).toList();
    Probe.Outcome outcome =
        new Probe(target, Optional.of(spec), identities, settings(6), _ -> {}).run(plans);
    assertThat(outcome.findings()).isNotEmpty();
    assertThat(outcome.toString()).doesNotContain("hunter2");
  }

  @Test
  void onlyThisMachineUnlessAllowedByName() throws TargetException {
    assertThatThrownBy(() -> HttpTarget.of("http://192.0.2.1:8000", Set.of(), false))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("--allow-host 192.0.2.1");
    assertThat(HttpTarget.of("http://192.0.2.1:8000", Set.of("192.0.2.1"), false).url())
        .isEqualTo("http://192.0.2.1:8000");
    assertThatThrownBy(() -> HttpTarget.of("http://u:p@127.0.0.1/", Set.of(), false))
        .hasMessageContaining("identities file");
    assertThatThrownBy(() -> HttpTarget.of("ftp://127.0.0.1/", Set.of(), false))
        .isInstanceOf(TargetException.class);
  }

  @Test
  void aServiceThatIsNotThereIsOneLine() throws TargetException {
    HttpTarget nowhere = HttpTarget.of("http://127.0.0.1:1", Set.of(), false);
    Probe probe = new Probe(nowhere, Optional.of(spec), List.of(), settings(2), _ -> {});
    Probe.Outcome outcome = probe.run(plans("/racy/counter"));
    assertThat(outcome.findings()).isEmpty();
    assertThat(outcome.trouble().orElseThrow()).contains("is the service running?");
  }

  @Test
  void wilsonIntervals() {
    assertThat(Wilson.of(10, 10).low()).isBetween(0.72, 0.73);
    assertThat(Wilson.of(0, 20).high()).isBetween(0.16, 0.17);
    assertThat(Wilson.of(0, 0)).isEqualTo(new Wilson(0, 1));
  }

  private static Probe.Outcome probe(String name, int rounds) throws TargetException {
    Planner planner = new Planner(spec, List.of(), new SampleData(11));
    return new Probe(target, Optional.of(spec), planner.identities(), settings(rounds), _ -> {})
        .run(plans(name));
  }

  private static List<ScenarioPlan> plans(String name) {
    return new Planner(spec, List.of(), new SampleData(11))
        .plans(100).stream().filter(plan -> plan.name().contains(name)).toList();
  }

  private static ProbeSettings settings(int rounds) {
    return new ProbeSettings(
        rounds, Duration.ofSeconds(120), Duration.ofSeconds(10), Map.of(), Techniques.Wish.AUTO);
  }
}
