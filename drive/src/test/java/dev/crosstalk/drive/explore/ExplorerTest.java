package dev.crosstalk.drive.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.drive.explore.Claim.Kind;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Interleaving.Step;
import dev.crosstalk.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The right answer for every application, with nothing written for it.
class ExplorerTest {
  private static final Apps APPS = new Apps();

  @AfterAll
  static void stop() {
    APPS.close();
  }

  @ParameterizedTest(name = "{0}: {1} and {2} show {3} within {4} schedules")
  @CsvSource({
    "tenant_dict:app, GET /me x-tenant=acme, GET /me x-tenant=globex, CT001, 4",
    "layered:twice, GET /me x-tenant=acme, GET /me x-tenant=globex, CT001, 4",
    "shop:app, POST /await, POST /await, CT002, 4",
    "shop:app, POST /await, POST /slow-await, CT002, 4",
    "layered:app, POST /await, POST /await, CT002, 4",
    "shop:app, POST /thread-sleep, POST /thread-sleep, CT002, 4",
    "shop:app, POST /thread-call, POST /thread-call, CT002, 4",
    "shop:app, POST /thread-call, POST /plain, CT002, 40",
    "sql_shop:app, POST /look, POST /look, CT002, 4",
    "counters:app, POST /hit, POST /hit, CT003, 4",
    "counters:app, POST /left, POST /right, CT005, 4",
  })
  void proves(String app, String one, String other, String code, int most) throws Exception {
    Exploration exploration = APPS.explore(app, one, other);
    assertThat(exploration.findings()).as(exploration.entry().toString()).isNotEmpty();
    Finding finding = exploration.findings().getFirst();
    assertThat(finding.rule().code()).as(finding.message()).isEqualTo(code);
    assertThat(finding.verdict()).isEqualTo(Verdict.CONFIRMED);
    assertThat(exploration.entry().claim().kind()).isEqualTo(Kind.FOUND);
    assertThat(exploration.entry().schedules()).isLessThanOrEqualTo(most);
    String token = finding.replay().orElseThrow();
    for (int i = 0; i < 3; i++) {
      assertThat(APPS.explorer(app).replay(ProofToken.read(token), token).same()).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}: {1} and {2} are safe, shown by {3} schedules")
  @CsvSource({
    "tenant_dict:app, GET /own x-tenant=acme, GET /own x-tenant=globex, 1",
    "layered:twice, GET /own x-tenant=acme, GET /own x-tenant=globex, 1",
    "shop:app, POST /lock, POST /lock, 5",
    "shop:app, POST /plain, POST /plain, 5",
    "shop:app, POST /thread-plain, POST /thread-plain, 5",
    "shop:app, POST /thread-plain, POST /plain, 5",
    "sql_shop:app, POST /statement, POST /statement, 10",
    "counters:app, GET /fifo-short, GET /fifo-long, 40",
  })
  void excludes(String app, String one, String other, int most) throws Exception {
    Exploration exploration = APPS.explore(app, one, other);
    SearchEntry entry = exploration.entry();
    assertThat(exploration.findings()).isEmpty();
    assertThat(entry.claim().kind()).as(entry.toString()).isEqualTo(Kind.EXHAUSTED);
    assertThat(entry.searched()).isLessThanOrEqualTo(most);
  }

  @Test
  void aTornUpdateShowsInWhatIsReadAfterwards() throws Exception {
    Exploration exploration =
        APPS.explore(
            "counters:app",
            "PUT /place/Bergen/Norge",
            "PUT /place/Paris/France",
            "then GET /place");
    assertThat(exploration.findings().getFirst().rule().code()).isEqualTo("CT004");
  }

  @Test
  void aLostContextVariableShowsWithoutAnyOverlap() throws Exception {
    Exploration exploration = APPS.explore("counters:app", "GET /named", "GET /named");
    Finding finding = exploration.findings().getFirst();
    assertThat(finding.rule().code()).isEqualTo("CT007");
    assertThat(finding.message()).contains("counters.user", "'ada'", "'nobody'");
  }

  @Test
  void theTimelineShowsWhoWroteWhatWasRead() throws Exception {
    Exploration exploration =
        APPS.explore("tenant_dict:app", "GET /me x-tenant=acme", "GET /me x-tenant=globex");
    Evidence.Race race = (Evidence.Race) exploration.findings().getFirst().evidence();
    assertThat(race.location().name()).isEqualTo("tenant_dict.current['tenant']");
    List<Step> steps = race.interleaving().steps();
    Step read =
        steps.stream()
            .filter(step ->
                step.lane().equals("A") && step.value().equals(java.util.Optional.of("'globex'")))
            .findFirst()
            .orElseThrow();
    assertThat(read.writtenBy()).contains("B");
    assertThat(read.path()).contains("tenant_dict.py");
    assertThat(read.text()).contains("current[\"tenant\"]");
  }

  @Test
  void refusedRequestsAreNoProof() throws Exception {
    Exploration exploration = APPS.explore("tenant_dict:app", "GET /own", "GET /nowhere");
    assertThat(exploration.entry().claim().kind()).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(exploration.entry().claim().toString()).contains("404, 422");
  }
}
