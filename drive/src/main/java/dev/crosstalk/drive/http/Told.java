package dev.crosstalk.drive.http;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// What a probe has to tell so far: findings, each race once, a row for each scenario, and gaps.
final class Told {
  private static final RuleId UNLIMITED = new RuleId("CT602", "llm-endpoint-without-limit");

  private final Supplier<Redaction> redaction;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final List<SequencedMap<String, Object>> rows = new ArrayList<>();

  /// @param redaction made anew for each scenario, for identities that log in again
  Told(Supplier<Redaction> redaction) {
    this.redaction = redaction;
  }

  /// Takes the result of a scenario.
  ///
  /// @param pointer of its first operation in the document, or empty
  void keep(ScenarioResult result, String pointer) {
    Redaction clean = redaction.get();
    result
        .anomaly()
        .filter(_ -> !isKnown(result, findings))
        .ifPresent(found -> findings.add(new ProbeFindings(pointer, clean).finding(result, found)));
    rows.add(row(result, clean));
    gaps.addAll(gapsOf(result, clean));
  }

  /// Takes what came of a burst of prompts: that nothing limits them is a note.
  ///
  /// @param pointer of the operation in the document, or empty
  void keep(Burst burst, ScenarioPlan plan, String pointer) {
    if (!burst.isUnlimited() || findings.stream().anyMatch(known -> isNoteOf(known, plan))) {
      return;
    }
    RequestTemplate prompt = plan.racing().getFirst();
    findings.add(
        new Finding(
            UNLIMITED,
            Severity.NOTE,
            Confidence.MEDIUM,
            Verdict.CONFIRMED,
            "%s: %d prompts at once are all accepted and worked on, the slowest in %d ms; nothing limits or queues them"
                .formatted(prompt.operation(), burst.sent(), burst.slowestMicros() / 1_000),
            new Place.Operation(prompt.method(), prompt.pathTemplate(), pointer),
            ProbeFindings.fingerprint(UNLIMITED.code() + '\n' + prompt.operation()),
            new Evidence.Counts(burst.figures()),
            plan.operations(),
            "Limit prompts by caller, or queue them, where each one costs money or a slot of a"
                + " model.",
            List.of(),
            Optional.empty()));
  }

  private static boolean isNoteOf(Finding known, ScenarioPlan plan) {
    return known.rule().equals(UNLIMITED) && known.origins().equals(plan.operations());
  }

  void gap(String message) {
    gaps.add(gapOf(message));
  }

  /// What a scenario came to, in the words of its row.
  String lastResult() {
    return String.valueOf(rows.getLast().get("result"));
  }

  /// @param unfinished scenarios that are not done
  Probe.Outcome outcome(Optional<String> trouble, int unfinished) {
    return new Probe.Outcome(findings, gaps, rows, trouble.or(() -> unjudged(rows)), unfinished);
  }

  private static Gap gapOf(String message) {
    return new Gap(
        Gap.Kind.LIMIT, Optional.empty(), OptionalInt.empty(), Optional.empty(), message);
  }

  /// Silence about a service that was never judged would look like a clean one.
  private static Optional<String> unjudged(List<SequencedMap<String, Object>> rounds) {
    List<String> results = rounds.stream().map(row -> String.valueOf(row.get("result"))).toList();
    if (results.isEmpty()
        || !results.stream().allMatch(result -> result.startsWith("not probed"))) {
      return Optional.empty();
    }
    boolean credentials = results.stream().anyMatch(result -> result.matches(".*\\b40[13]\\b.*"));
    return Optional.of(
        "no scenario could be judged (%s)%s"
            .formatted(
                results.getFirst(),
                credentials ? "; give credentials with --identities FILE, see docs/probe.md" : ""));
  }

  /// True when the same kind of race was found at the same place by another scenario.
  private static boolean isKnown(ScenarioResult result, List<Finding> findings) {
    return findings.stream()
        .anyMatch(known ->
            known.rule().equals(result.anomaly().orElseThrow().rule())
                && known.origins().equals(result.plan().operations()));
  }

  private static List<Gap> gapsOf(ScenarioResult result, Redaction redaction) {
    List<Gap> gaps = new ArrayList<>();
    result
        .notRunnable()
        .ifPresent(reason ->
            gaps.add(gapOf(redaction.line(result.plan().name() + ": not probed; " + reason, 500))));
    if (result.notRunnable().isEmpty()
        && result.moot().isEmpty()
        && result.roundsOverlapped() == 0) {
      gaps.add(
          gapOf(
              result.plan().name()
                  + ": no round overlapped, so nothing was judged; the service answers faster than"
                  + " requests arrive, or one at a time"));
    }
    result
        .notes()
        .forEach(note -> gaps.add(gapOf(redaction.line(result.plan().name() + ": " + note, 500))));
    if (result.notRemoved() > 0) {
      gaps.add(
          gapOf(
              "%s: %d things that the probe created could not be removed"
                  .formatted(result.plan().name(), result.notRemoved())));
    }
    return gaps;
  }

  private static SequencedMap<String, Object> row(ScenarioResult result, Redaction redaction) {
    SequencedMap<String, Object> row = new LinkedHashMap<>();
    row.put("scenario", result.plan().name());
    row.put("operations", result.plan().operations());
    row.put("technique", result.technique());
    row.put("rounds", result.roundsRun());
    row.put("overlapped", result.roundsOverlapped());
    row.put("spreadMicros", result.spreadMicros());
    row.put("shown", result.shown());
    if (result.roundsOverlapped() > 0) {
      Wilson share = Wilson.of(result.shown(), result.roundsOverlapped());
      row.put("shareLow", Math.round(share.low() * 1_000) / 1_000.0);
      row.put("shareHigh", Math.round(share.high() * 1_000) / 1_000.0);
    }
    row.put(
        "result",
        result
            .anomaly()
            .map(anomaly -> anomaly.rule().code() + " " + anomaly.rule().name())
            .or(() ->
                result.notRunnable().map(reason -> "not probed: " + redaction.line(reason, 300)))
            .or(result::moot)
            .orElse(
                result.roundsOverlapped() == 0
                    ? "not judged: no round overlapped"
                    : "nothing found"));
    return row;
  }
}
