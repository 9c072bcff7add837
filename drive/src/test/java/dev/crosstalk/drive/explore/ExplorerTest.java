package dev.crosstalk.drive.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.drive.explore.Claim.Kind;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The right answer for every application, with nothing written for it.
class ExplorerTest {

  @ParameterizedTest(name = "{0}: {1} and {2} show {3}")
  @CsvSource({
    "tenant_dict:app, GET /me x-tenant=acme, GET /me x-tenant=globex, CT001",
    "layered:app, GET /me x-tenant=acme, GET /me x-tenant=globex, CT001",
    "shop:app, POST /await, POST /await, CT002",
    "shop:app, POST /await, POST /slow-await, CT002",
    "layered:app, POST /await, POST /await, CT002",
    "layered:twice, POST /await, POST /await, CT002",
    "shop:app, POST /thread-sleep, POST /thread-sleep, CT002",
    "shop:app, POST /thread-call, POST /thread-call, CT002",
    "shop:app, POST /thread-call, POST /plain, CT002",
    "sql_shop:app, POST /look, POST /look, CT002",
    "counters:app, POST /hit, POST /hit, CT003",
    "counters:app, POST /left, POST /right, CT005",
  })
  void proves(String app, String one, String other, String code) throws Exception {
    Exploration exploration = Apps.explore(app, one, other);
    assertThat(exploration.findings()).as(exploration.entry().toString()).isNotEmpty();
    Finding finding = exploration.findings().getFirst();
    assertThat(finding.rule().code()).as(finding.message()).isEqualTo(code);
    assertThat(finding.verdict()).isEqualTo(Verdict.CONFIRMED);
    assertThat(finding.replay()).isPresent();
    assertThat(finding.evidence()).isInstanceOf(Evidence.Race.class);
    assertThat(exploration.entry().claim().kind()).isEqualTo(Kind.FOUND);
    System.out.println(exploration.entry().claim() + " " + finding.message());
  }

  @ParameterizedTest(name = "{0}: {1} and {2} are safe")
  @CsvSource({
    "tenant_dict:app, GET /own x-tenant=acme, GET /own x-tenant=globex",
    "layered:app, GET /own x-tenant=acme, GET /own x-tenant=globex",
    "layered:twice, GET /own x-tenant=acme, GET /own x-tenant=globex",
    "shop:app, POST /lock, POST /lock",
    "shop:app, POST /plain, POST /plain",
    "shop:app, POST /thread-plain, POST /thread-plain",
    "shop:app, POST /thread-plain, POST /plain",
    "counters:app, GET /fifo-short, GET /fifo-long",
  })
  void excludes(String app, String one, String other) throws Exception {
    Exploration exploration = Apps.explore(app, one, other);
    assertThat(exploration.findings()).isEmpty();
    assertThat(exploration.entry().claim().kind())
        .as(exploration.entry().toString())
        .isEqualTo(Kind.EXHAUSTED);
    System.out.println(exploration.entry().claim());
  }
}
