package dev.crosstalk.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.model.Report;
import dev.crosstalk.model.Summary;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class SectionTest {
  @Test
  void standsAtTheTopLevelOfTheJson() throws IOException {
    assertThat(written(ReportFormat.JSON).replaceAll("\\s+", " "))
        .contains(
            "\"rounds\": [ { \"scenario\": \"buy twice\\u001B\", \"roundsRun\": 10, \"share\": 0.5,"
                + " \"overlapped\": true, \"statuses\": [ \"200\", \"409\" ], \"by\": { \"a\": 1 }"
                + " } ]");
  }

  @Test
  void isDrawnInFull() throws IOException {
    assertThat(written(ReportFormat.FULL))
        .contains("Rounds")
        .contains("rounds run: 10; share: 0.5; overlapped: yes; statuses: 200, 409; by: a 1")
        .doesNotContain("\u001b");
  }

  private static String written(ReportFormat format) throws IOException {
    SequencedMap<String, Object> row = new LinkedHashMap<>();
    row.put("scenario", "buy twice\u001b");
    row.put("roundsRun", 10);
    row.put("share", 0.5);
    row.put("overlapped", true);
    row.put("statuses", List.of("200", "409"));
    row.put("by", Map.of("a", 1));
    Report report =
        new Report(
            "probe",
            "0",
            "x",
            List.of(),
            List.of(),
            new Summary(0, 0, 0, 0, 0, 0, 0),
            List.of(new Report.Section("rounds", "Rounds", List.of(row))));
    StringBuilder out = new StringBuilder();
    format.write(report, ReportContext.piped(_ -> Optional.empty(), List.of()), out);
    return out.toString();
  }
}
