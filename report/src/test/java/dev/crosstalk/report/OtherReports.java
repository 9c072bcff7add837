package dev.crosstalk.report;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Evidence.ContextAct;
import dev.crosstalk.model.Evidence.ContextActKind;
import dev.crosstalk.model.Evidence.ContextNode;
import dev.crosstalk.model.Evidence.Hop;
import dev.crosstalk.model.Evidence.SharedLocation;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Severity;
import dev.crosstalk.model.Summary;
import dev.crosstalk.model.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/// Reports beside the sample: empty ones, large ones, other evidence, hostile text.
final class OtherReports {
  /// Everything that has ever broken a page, a terminal or a document.
  static final String HOSTILE =
      "<script>alert(1)</script> \"'`&amp; ]]> --> [i] </style> {{rules}} \u001b[31mred\u202etxet"
          + "\u0007\u2028\u0000\n@everyone";

  private static final Place.Source PLACE =
      new Place.Source("app/main.py", 4, 1, 4, 9, "app.main.handler");

  private OtherReports() {}

  static Report empty() {
    return new Report(
        "scan", "0.1.0", ".", List.of(), List.of(), new Summary(3, 120, 0, 4, 4, 0, 0));
  }

  static Report large() {
    List<Finding> findings = new ArrayList<>();
    List<Severity> severities = List.of(Severity.values());
    Finding leak = SampleReport.leak();
    for (int i = 0; i < 200; i++) {
      findings.add(
          finding(
              i % 2 == 0 ? SampleReport.LEAK_RULE : SampleReport.RACE_RULE,
              severities.get(i % severities.size()),
              "number " + i,
              new Place.Source("app/m" + i + ".py", i + 1, 1, i + 1, 9, "app.m" + i),
              leak.evidence()));
    }
    return SampleReport.report(findings, List.of());
  }

  static Report everyKind() {
    SequencedMap<String, Long> figures = new LinkedHashMap<>();
    figures.put("requests sent", 12_000L);
    figures.put("answers of another tenant", 3L);
    Hop outer = new Hop("app.main.handler", "await load(report_id)", "app/main.py", 4);
    Hop inner = new Hop("app.db.load", "time.sleep(1)", "app/db.py", 9);
    ContextAct sets = new ContextAct(1, ContextActKind.SET, inner, "only this copy sees it", false);
    ContextAct reads = new ContextAct(2, ContextActKind.GET, outer, "cannot see it", true);
    ContextNode child = new ContextNode("task of the handler", List.of(sets), List.of());
    SharedLocation pool = new SharedLocation("pool", "module variable", Optional.of(PLACE));
    return SampleReport.report(
        List.of(
            finding(
                new RuleId("CT801", "blocking-call-on-loop"),
                Severity.MEDIUM,
                "blocks",
                PLACE,
                new Evidence.CallChain(Optional.of(pool), List.of(outer, inner))),
            finding(
                new RuleId("CT301", "contextvar-not-visible-in-middleware"),
                Severity.HIGH,
                "not visible",
                PLACE,
                new Evidence.ContextTree(
                    "user_context",
                    List.of(new ContextNode("middleware", List.of(reads), List.of(child))))),
            finding(
                new RuleId("CT701", "unguarded-state-change"),
                Severity.LOW,
                "unguarded",
                new Place.Operation("POST", "/orders/{id}", "/paths/~1orders~1{id}/post"),
                new Evidence.Contract("/paths/~1orders~1{id}/post", "responses:\n  '200':")),
            finding(
                new RuleId("CT008", "leak-in-logs"),
                Severity.NOTE,
                "leaks",
                new Place.Log("logs/access.log", 120),
                new Evidence.Counts(figures))),
        List.of(
            new Gap(
                Gap.Kind.FAILURE,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.of(SampleReport.LEAK_RULE),
                "rule CT101 failed; the other rules were run")));
  }

  static Report hostile() {
    String path = "app/<img src=x onerror=alert(1)>/\u202eyp.nigol:a b%.py";
    Interleaving picture =
        new Interleaving(
            List.of(
                new Lane("A", HOSTILE, HOSTILE, Optional.of(HOSTILE)),
                new Lane("B", HOSTILE, HOSTILE, Optional.empty())),
            List.of(
                SampleReport.at("B", Kind.WRITE, HOSTILE, path, 1, HOSTILE, HOSTILE),
                SampleReport.at("A", Kind.READ, HOSTILE, path, 99_999, HOSTILE, HOSTILE)));
    Place.Source place = new Place.Source(path, 1, 900, 3, 2, HOSTILE);
    Finding finding =
        new Finding(
            SampleReport.LEAK_RULE,
            Severity.CRITICAL,
            Confidence.LOW,
            Verdict.UNDECIDED,
            HOSTILE,
            place,
            HOSTILE,
            new Evidence.Race(new SharedLocation(HOSTILE, HOSTILE, Optional.of(place)), picture),
            List.of(HOSTILE),
            HOSTILE,
            List.of(HOSTILE),
            Optional.of(HOSTILE));
    Gap gap =
        new Gap(
            Gap.Kind.UNREADABLE, Optional.of(path), OptionalInt.of(1), Optional.empty(), HOSTILE);
    return new Report(
        "scan", HOSTILE, HOSTILE, List.of(finding), List.of(gap), SampleReport.report().summary());
  }

  private static Finding finding(
      RuleId rule, Severity severity, String message, Place place, Evidence evidence) {
    return new Finding(
        rule,
        severity,
        Confidence.MEDIUM,
        Verdict.SUSPECTED,
        message,
        place,
        "0123456789abcdef",
        evidence,
        List.of(),
        "change it",
        List.of(),
        Optional.empty());
  }
}
