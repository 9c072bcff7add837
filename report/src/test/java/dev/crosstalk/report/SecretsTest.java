package dev.crosstalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.SourceText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretsTest {
  private static final String SECRET = "sk-live-4242abcd4242abcd";

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void noFormatShowsASecretUnlessAsked(ReportFormat format) throws IOException {
    Report report = report();
    Report.Sources sources =
        _ -> Optional.of(new SourceText("import x\nclient = x.Client(\"" + SECRET + "\")\n"));
    ReportContext masked = ReportContext.piped(sources, List.of());
    assertThat(Written.of(format, report, masked)).doesNotContain("4242abcd");
    ReportContext open = new ReportContext(sources, List.of(), 200, false, true, true);
    assertThat(Written.of(format, report, open)).contains(SECRET);
  }

  private static Report report() {
    Finding leak = SampleReport.leak();
    Evidence.Race race = (Evidence.Race) leak.evidence();
    Interleaving picture =
        new Interleaving(
            race.interleaving().lanes(),
            List.of(SampleReport.at("A", Kind.WRITE, "write", "app/reports.py", 2, "key", SECRET)));
    return SampleReport.report(
        List.of(
            new Finding(
                leak.rule(),
                leak.severity(),
                leak.confidence(),
                leak.verdict(),
                "the key " + SECRET + " is shared",
                leak.place(),
                leak.fingerprint(),
                new Evidence.Race(race.location(), picture),
                leak.origins(),
                leak.help(),
                leak.confirms(),
                leak.replay())),
        List.of());
  }
}
