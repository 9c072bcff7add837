package dev.crosstalk.drive.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.scenario.Planner;
import dev.crosstalk.openapi.signup.SignUp;
import dev.crosstalk.openapi.spec.Spec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service as people write them, planned from its document alone, with a race and repaired.
class TwinsTest {
  @TempDir Path folder;

  @Test
  void everyRaceIsFoundAndEveryRepairedTwinIsSilent() throws Exception {
    try (Servers servers = new Servers(folder)) {
      String url = servers.uvicorn("asyncio", "twins");
      Probe.Outcome racy = probe(url, "/racy/");
      assertThat(racy.trouble()).isEmpty();
      assertThat(racy.findings())
          .extracting(finding -> finding.rule().code() + " " + finding.origins().getFirst())
          .contains(
              "CT001 GET /racy/whose",
              "CT002 POST /racy/coupons/redeem",
              "CT002 POST /racy/invoices",
              "CT002 POST /racy/members",
              "CT003 PATCH /racy/notes/{note_id}",
              "CT003 POST /racy/accounts/{account_id}/deposit",
              "CT003 POST /racy/move",
              "CT003 POST /racy/wallet/withdraw",
              "CT004 PUT /racy/profiles/{number}");
      assertThat(racy.gaps())
          .extracting(gap -> gap.message())
          .contains("2 accounts were signed up for the probe and stay");
      Probe.Outcome safe = probe(url, "/safe/");
      assertThat(safe.findings()).isEmpty();
      assertThat(safe.rounds())
          .filteredOn(row -> String.valueOf(row.get("operations")).contains("wallet"))
          .isNotEmpty()
          .allSatisfy(row -> assertThat(row.get("result")).isEqualTo("nothing found"));
    }
  }

  private static Probe.Outcome probe(String url, String part) throws Exception {
    Spec spec = Spec.of(Documents.parse(SpecFetch.fetch(url + "/openapi.json", Set.of(), false)));
    SampleData data = new SampleData(part.hashCode());
    Planner planner = new Planner(spec, List.of(), data);
    ProbeSettings settings =
        new ProbeSettings(
            12,
            Duration.ofSeconds(200),
            Duration.ofSeconds(10),
            Map.of(),
            Techniques.Wish.LAST_BYTE);
    return new Probe(
            HttpTarget.of(url, Set.of(), false),
            Optional.of(spec),
            planner.identities(),
            SignUp.of(spec, data).orElseThrow().ways(),
            settings,
            Trace.NONE,
            _ -> {})
        .run(planner.plans(200).stream().filter(plan -> plan.name().contains(" " + part)).toList());
  }
}
