package dev.crosstalk.drive.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosstalk.drive.live.LiveDemo;
import dev.crosstalk.model.Finding;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.identity.Login;
import dev.crosstalk.openapi.identity.Secret;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.scenario.Planner;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.spec.Spec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProbeRecordTest {
  private static final ProbeSettings SETTINGS =
      new ProbeSettings(
          6, Duration.ofSeconds(120), Duration.ofSeconds(5), Map.of(), Techniques.Wish.LAST_BYTE);

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

  private static List<ScenarioPlan> plans(String... words) {
    return new Planner(spec, List.of(), new SampleData(3))
        .plans(200).stream()
            .filter(plan -> List.of(words).stream().anyMatch(plan.name()::contains))
            .toList();
  }

  private static List<String> journal(List<ScenarioPlan> plans) {
    List<String> lines = new ArrayList<>();
    lines.add(
        ProbeRecord.header(
            "1",
            target.url(),
            "now",
            OptionalLong.of(3),
            SETTINGS,
            Optional.of(spec),
            plans,
            List.of()));
    return lines;
  }

  private static Probe.Outcome probe(List<ScenarioPlan> plans, Trace trace) throws TargetException {
    List<Identity> nobodies = new Planner(spec, List.of(), new SampleData(3)).identities();
    return new Probe(target, Optional.of(spec), nobodies, List.of(), SETTINGS, trace, _ -> {})
        .run(plans);
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream().sorted(Comparator.comparing(Finding::fingerprint)).toList();
  }

  @Test
  void aRecordIsJudgedAgainAsTheRunWas() throws TargetException, DocumentException {
    List<ScenarioPlan> plans = plans("counter", "GET /racy/reports", "/people/", "/chat/");
    List<String> lines = journal(plans);
    Probe.Outcome then =
        probe(plans, new Trace(lines::add, Optional.empty(), Promises.NONE, () -> false));
    ProbeRecord record = ProbeRecord.read(lines);
    Probe.Outcome now = record.judge(Promises.NONE.check());
    assertThat(then.findings()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(sorted(now.findings())).isEqualTo(sorted(then.findings()));
    assertThat(now.rounds()).isEqualTo(then.rounds());
    assertThat(now.trouble()).isEmpty();
    assertThat(record.isComplete()).isTrue();
    assertThat(then.unfinished()).isZero();
  }

  @Test
  void whatWasDoneIsNotDoneAgain() throws TargetException, DocumentException {
    List<ScenarioPlan> plans = plans("counter/increment", "GET /racy/reports by", "/racy/purchase");
    List<String> lines = journal(plans);
    AtomicInteger runs = new AtomicInteger();
    Trace first =
        new Trace(
            line -> {
              lines.add(line);
              runs.addAndGet(line.contains("\"run\":") ? 1 : 0);
            },
            Optional.empty(),
            Promises.NONE,
            () -> runs.get() >= 25);
    Probe.Outcome cut = probe(plans, first);
    assertThat(cut.trouble().orElseThrow()).contains("interrupted");
    assertThat(cut.unfinished()).isPositive().isLessThan(plans.size());
    // The process was killed while it wrote the last line.
    lines.add("{\"scenario\":1,\"run\":{\"numb");
    ProbeRecord earlier = ProbeRecord.read(lines);
    assertThat(earlier.isComplete()).isFalse();
    assertThat(earlier.done()).isEqualTo(plans.size() - cut.unfinished());
    lines.removeLast();
    List<String> later = new ArrayList<>();
    Probe.Outcome whole =
        probe(plans, new Trace(later::add, Optional.of(earlier), Promises.NONE, () -> false));
    assertThat(whole.trouble()).isEmpty();
    assertThat(whole.unfinished()).isZero();
    assertThat(whole.rounds()).hasSize(plans.size());
    assertThat(whole.findings())
        .extracting(finding -> finding.origins().getFirst())
        .contains("POST /racy/counter/increment", "GET /racy/reports", "POST /racy/purchase");
    for (int i = 0; i < plans.size(); i++) {
      String begun = "{\"scenario\":" + i + ",";
      boolean again = later.stream().anyMatch(line -> line.startsWith(begun));
      assertThat(again).as(plans.get(i).name()).isNotEqualTo(earlier.isDone(i));
    }
    lines.addAll(later);
    ProbeRecord merged = ProbeRecord.read(lines);
    assertThat(merged.isComplete()).isTrue();
    assertThat(sorted(merged.judge(Promises.NONE.check()).findings()))
        .isEqualTo(sorted(whole.findings()));
  }

  @Test
  void aRaceOfTheFirstAttemptStaysWhenTheSecondShowsNone()
      throws TargetException, DocumentException {
    List<ScenarioPlan> plans = plans("POST /racy/counter/increment twice");
    List<String> lines = journal(plans);
    probe(plans, new Trace(lines::add, Optional.empty(), Promises.NONE, () -> false));
    lines.removeIf(line -> line.contains("\"result\"") || line.contains("\"end\""));
    lines.add("{\"begin\":40}");
    lines.add("{\"scenario\":0,\"refused\":\"set-up: POST /x answered 503\"}");
    ProbeRecord record = ProbeRecord.read(lines);
    assertThat(record.done()).isZero();
    assertThat(record.judge(Promises.NONE.check()).findings()).hasSize(1);
    assertThat(record.judge(Promises.NONE.check()).trouble()).contains("interrupted");
  }

  @Test
  void noSecretIsWrittenDown() throws TargetException {
    Identity alice =
        new Identity(
            "a",
            Optional.of("north"),
            Map.of(),
            Map.of("token", new Secret("hunter2-very-secret")),
            new Login(
                List.of(),
                List.of(
                    new Login.Attachment(Login.Where.QUERY, "key", "${token}"),
                    new Login.Attachment(Login.Where.HEADER, "X-Echo", "Bearer ${token}"))));
    List<ScenarioPlan> plans = plans("POST /racy/counter/increment twice");
    List<String> lines = journal(plans);
    new Probe(
            target,
            Optional.of(spec),
            List.of(alice),
            List.of(),
            SETTINGS,
            new Trace(lines::add, Optional.empty(), Promises.NONE, () -> false),
            _ -> {})
        .run(plans);
    assertThat(lines).hasSizeGreaterThan(5).noneMatch(line -> line.contains("hunter2"));
    assertThat(lines).anyMatch(line -> line.contains("***"));
  }

  @Test
  void whatIsNoRecordIsRefusedWithOneLine() {
    List<String> whole = journal(plans("POST /racy/counter/increment twice"));
    List<List<String>> wrong =
        List.of(
            List.of(),
            List.of("[]"),
            List.of("{}"),
            List.of("{\"crosstalk\":99}"),
            List.of("{\"crosstalk\":1,\"command\":\"explore\"}"),
            List.of(whole.getFirst(), "{\"scenario\":7}", "{}"),
            List.of(whole.getFirst(), "{\"scenario\":0,\"run\":{\"order\":[9]}}", "{}"),
            List.of(whole.getFirst(), "{\"scenario\":0,\"run\":{\"order\":\"x\"}}", "{}"),
            List.of(whole.getFirst(), "nonsense", "{}"));
    for (List<String> lines : wrong) {
      assertThatThrownBy(() -> ProbeRecord.read(lines))
          .as(lines.toString())
          .isInstanceOf(DocumentException.class)
          .message()
          .doesNotContain("\n");
    }
  }

  @Test
  void otherScenariosAreAnotherProbe() throws DocumentException {
    ProbeRecord record = ProbeRecord.read(journal(plans("/racy/counter")));
    assertThat(record.isOf(plans("/racy/counter"))).isTrue();
    assertThat(record.isOf(plans("/racy/"))).isFalse();
  }

  @Test
  void equalSecretsStayEqualAndOurOwnDataStays() {
    Veil veil = new Veil();
    String canary = "xta0123456789";
    assertThat(veil.over("{\"token\":\"one\",\"b\":\"see one\"}", List.of()))
        .doesNotContain("\"one\"")
        .contains("see one");
    String masked =
        veil.over("{\"token\":\"one\",\"api_key\":\"one\",\"secret\":\"two\"}", Set.of());
    String[] masks = masked.split("\\*\\*\\*", -1);
    assertThat(masks).hasSize(4);
    assertThat(masks[1].substring(0, 6)).isEqualTo(masks[2].substring(0, 6));
    assertThat(masks[3].substring(0, 6)).isNotEqualTo(masks[1].substring(0, 6));
    assertThat(veil.over("{\"token\":\"" + canary + "\"}", Set.of())).contains(canary);
    assertThat(veil.over("grant=x&password=hunter&a=b", Set.of())).endsWith("&a=b");
  }
}
