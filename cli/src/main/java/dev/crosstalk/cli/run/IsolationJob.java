package dev.crosstalk.cli.run;

import dev.crosstalk.drive.http.HttpTarget;
import dev.crosstalk.drive.http.Probe;
import dev.crosstalk.drive.http.ProbeSettings;
import dev.crosstalk.drive.http.TargetException;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Summary;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// A running service and an isolation suite in, report and test results out. Only a leak counts:
/// other races are what `probe` is for.
public final class IsolationJob {
  private static final String LEAK = "CT001";

  /// @param tests one for each scenario
  /// @param trouble why the run ended early
  public record Outcome(
      ScanJob.Outcome report,
      List<JunitFile.Test> tests,
      double seconds,
      Optional<String> trouble) {}

  private IsolationJob() {}

  /// Runs the suite.
  ///
  /// @throws TargetException when the service does not answer or an identity cannot log in
  public static Outcome run(
      String version,
      HttpTarget target,
      List<Identity> identities,
      List<ScenarioPlan> plans,
      ProbeSettings settings,
      Consumer<String> progress)
      throws TargetException {
    long start = System.nanoTime();
    Probe.Outcome outcome =
        new Probe(target, Optional.empty(), identities, settings, progress).run(plans);
    List<Finding> leaks =
        outcome.findings().stream().filter(found -> found.rule().code().equals(LEAK)).toList();
    Map<String, SequencedMap<String, Object>> rows = new HashMap<>();
    outcome.rounds().forEach(row -> rows.put(String.valueOf(row.get("scenario")), row));
    List<JunitFile.Test> tests = new ArrayList<>();
    for (ScenarioPlan plan : plans) {
      tests.add(test(plan, Optional.ofNullable(rows.get(plan.name())), leaks));
    }
    Report report =
        new Report(
            "isolation-tests",
            version,
            target.url(),
            leaks,
            outcome.gaps(),
            new Summary(0, 0, plans.size(), 0, 0, 0, 0),
            List.of(new Report.Section("rounds", "Routes", outcome.rounds())));
    return new Outcome(
        new ScanJob.Outcome(report, _ -> Optional.empty()),
        tests,
        (System.nanoTime() - start) / 1e9,
        outcome.trouble());
  }

  private static JunitFile.Test test(
      ScenarioPlan plan, Optional<SequencedMap<String, Object>> row, List<Finding> leaks) {
    if (row.isEmpty()) {
      return new JunitFile.Test(plan.name(), JunitFile.State.ERROR, "not reached");
    }
    String result = String.valueOf(row.get().get("result"));
    if (result.startsWith(LEAK)) {
      String message =
          leaks.stream()
              .map(Finding::message)
              .filter(words -> words.startsWith(plan.name()))
              .findFirst()
              .orElse(result);
      return new JunitFile.Test(plan.name(), JunitFile.State.FAILED, message);
    }
    return result.startsWith("not ")
        ? new JunitFile.Test(plan.name(), JunitFile.State.ERROR, result)
        : new JunitFile.Test(plan.name(), JunitFile.State.PASSED, "");
  }
}
