package dev.crosstalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SarifTest {

  @Test
  void aRaceHasOneFlowWithAThreadForEachLane() throws IOException {
    String sarif = flat(Written.of(ReportFormat.SARIF, SampleReport.report()));
    assertThat(sarif)
        .contains("\"threadFlows\": [ { \"id\": \"A\"")
        .contains("{ \"id\": \"B\", \"message\"")
        .contains(
            "t8 A read: return _request_context[\\\"org_id\\\"] | At t8 Request A reads what"
                + " Request B wrote at t5.\"")
        .contains("\"executionOrder\": 9")
        .contains("\"partialFingerprints\": { \"crosstalk/v1\": \"9f2c41d07be3a815\" }")
        .contains("\"security-severity\": \"9.5\"")
        .contains("\"toolExecutionNotifications\": [ { \"descriptor\": { \"id\": \"gap/syntax\" }");
  }

  @Test
  void pathsAreUris() throws IOException {
    assertThat(Written.of(ReportFormat.SARIF, OtherReports.hostile()))
        .contains(
            "\"uri\":"
                + " \"app/%3Cimg%20src=x%20onerror=alert(1)%3E/%E2%80%AEyp.nigol%3Aa%20b%25.py\"");
  }

  @Test
  void whatIsNotShownAsksNobodyToAct() throws IOException {
    assertThat(flat(Written.of(ReportFormat.SARIF, OtherReports.hostile())))
        .contains("\"kind\": \"open\", \"level\": \"none\"");
  }

  @Test
  void aCrashedRuleIsAFailedRun() throws IOException {
    assertThat(Written.of(ReportFormat.SARIF, OtherReports.everyKind()))
        .contains("\"executionSuccessful\": false");
    assertThat(Written.of(ReportFormat.SARIF, SampleReport.report()))
        .contains("\"executionSuccessful\": true");
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
