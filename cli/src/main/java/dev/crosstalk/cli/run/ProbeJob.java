package dev.crosstalk.cli.run;

import dev.crosstalk.drive.http.HttpTarget;
import dev.crosstalk.drive.http.Probe;
import dev.crosstalk.drive.http.ProbeRecord;
import dev.crosstalk.drive.http.ProbeSettings;
import dev.crosstalk.drive.http.TargetException;
import dev.crosstalk.drive.http.Trace;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Summary;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.spec.Spec;
import dev.crosstalk.oracles.Invariants;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A running service and scenarios in, report out.
public final class ProbeJob {

  /// @param scenarios riskiest first
  /// @param signUps ways to make accounts when nobody gave identities
  /// @param gaps known before the first request
  /// @param trace where the run is written down, and what it goes on with
  public record Request(
      String version,
      HttpTarget target,
      Optional<Spec> spec,
      List<Identity> identities,
      List<List<Identity>> signUps,
      List<ScenarioPlan> scenarios,
      ProbeSettings settings,
      List<Gap> gaps,
      Trace trace) {}

  /// @param shown names of the scenarios that showed a race
  /// @param trouble why the probe ended early
  /// @param unfinished scenarios that are not done
  public record Outcome(
      ScanJob.Outcome report, Set<String> shown, Optional<String> trouble, int unfinished) {}

  private ProbeJob() {}

  /// Probes.
  ///
  /// @throws TargetException when the service does not answer or an identity cannot log in
  public static Outcome run(Request request, Consumer<String> progress) throws TargetException {
    request.gaps().forEach(gap -> request.trace().told(gap.message()));
    Probe.Outcome outcome =
        new Probe(
                request.target(),
                request.spec(),
                request.identities(),
                request.signUps(),
                request.settings(),
                request.trace(),
                progress)
            .run(request.scenarios());
    return outcome(
        request.version(),
        request.target().url(),
        request.spec().map(spec -> spec.operations().size()).orElse(0),
        request.gaps(),
        outcome);
  }

  /// Judges the record of a probe again. Nothing is sent.
  public static Outcome again(ProbeRecord record) {
    return outcome(
        record.version(),
        record.target(),
        record.operations(),
        List.of(),
        record.judge(Invariants::violation));
  }

  private static Outcome outcome(
      String version, String url, int operations, List<Gap> known, Probe.Outcome outcome) {
    List<Gap> gaps = new ArrayList<>(known);
    gaps.addAll(outcome.gaps());
    outcome
        .trouble()
        .ifPresent(line ->
            gaps.add(
                new Gap(
                    Gap.Kind.UNREADABLE,
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    "the probe ended early: " + line)));
    Report report =
        new Report(
            "probe",
            version,
            url,
            outcome.findings(),
            gaps,
            new Summary(0, 0, operations, 0, 0, 0, 0),
            List.of(new Report.Section("rounds", "Scenarios", outcome.rounds())));
    Set<String> shown =
        outcome.rounds().stream()
            .filter(row -> String.valueOf(row.get("result")).startsWith("CT"))
            .map(row -> String.valueOf(row.get("scenario")))
            .collect(Collectors.toSet());
    return new Outcome(
        new ScanJob.Outcome(report, _ -> Optional.empty()),
        shown,
        outcome.trouble(),
        outcome.unfinished());
  }
}
