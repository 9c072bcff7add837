package dev.crosstalk.cli.run;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.AgentLink;
import dev.crosstalk.drive.agent.RunRequest.Spot;
import dev.crosstalk.drive.explore.Claim;
import dev.crosstalk.drive.explore.Deadline;
import dev.crosstalk.drive.explore.Exploration;
import dev.crosstalk.drive.explore.Explorer;
import dev.crosstalk.drive.explore.Focus;
import dev.crosstalk.drive.explore.Preparer;
import dev.crosstalk.drive.explore.SearchEntry;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.oracles.OracleCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Takes what a scan suspects to the running application: each finding comes back confirmed with
/// what was executed, refuted within a bound, or undecided with the reason.
public final class ConfirmJob {
  private static final int MOST_PLANS = 200;
  private static final int PLANS_A_FINDING = 4;
  private static final Duration LEAST_SHARE = Duration.ofSeconds(4);
  private static final Set<Interleaving.Kind> ACCESSES =
      Set.of(Interleaving.Kind.READ, Interleaving.Kind.WRITE, Interleaving.Kind.CHECK);

  private final Path root;
  private final List<SearchEntry> entries = new ArrayList<>();
  private final Map<String, Preparer.Prepared> prepared = new LinkedHashMap<>();
  private final Map<String, String> unprepared = new LinkedHashMap<>();

  private ConfirmJob(Path root) {
    this.root = root;
  }

  /// Judges the findings of a scan by execution.
  ///
  /// @param scan what the source says
  /// @param root the folder that its paths are relative to
  /// @param wanted which findings to execute; the others stay as they are
  /// @throws AgentException with one line when the application cannot be loaded
  /// @throws DocumentException when it has no interface document and no scenarios are given
  public static ScanJob.Outcome run(
      ScanJob.Outcome scan, Path root, ExploreJob.Request request, Predicate<Finding> wanted)
      throws AgentException, DocumentException {
    Deadline deadline = Deadline.in(request.budget());
    if (scan.report().findings().stream().noneMatch(wanted)) {
      return scan;
    }
    ConfirmJob job = new ConfirmJob(root.toAbsolutePath().normalize());
    Report report = scan.report();
    List<Finding> judged = new ArrayList<>();
    try (AgentLink link = AgentLink.start(request.target())) {
      ExploreJob.Plans plans = ExploreJob.plans(request, link, MOST_PLANS);
      Preparer preparer = new Preparer(link, plans.identities(), request.scenarios().isEmpty());
      Explorer explorer = new Explorer(link, request.target(), OracleCatalog::judge);
      int remaining = (int) report.findings().stream().filter(wanted).count();
      for (Finding finding : report.findings()) {
        if (wanted.test(finding)) {
          request.progress().accept("%s: %s".formatted(finding.rule().code(), place(finding)));
          Duration fair = deadline.left().dividedBy(Math.max(1, remaining--));
          Deadline share = deadline.atMost(fair.compareTo(LEAST_SHARE) < 0 ? LEAST_SHARE : fair);
          judged.add(job.judge(finding, plans.plans(), preparer, explorer, share));
        } else {
          judged.add(finding);
        }
      }
    }
    List<Report.Section> sections = new ArrayList<>(report.sections());
    sections.add(ExploreJob.searches(job.entries));
    return new ScanJob.Outcome(
        new Report(
            report.command(),
            report.version(),
            report.root(),
            judged,
            report.gaps(),
            report.summary(),
            sections),
        scan.sources());
  }

  private static String place(Finding finding) {
    return finding.place() instanceof Place.Source source
        ? source.path() + ":" + source.line()
        : "";
  }

  private Finding judge(
      Finding finding,
      List<ScenarioPlan> plans,
      Preparer preparer,
      Explorer explorer,
      Deadline deadline)
      throws AgentException {
    Focus focus = new Focus(spots(finding));
    if (focus.spots().isEmpty()) {
      return undecided(finding, "only races are executed so far");
    }
    Set<String> origins = new LinkedHashSet<>(finding.origins());
    List<ScenarioPlan> fitting =
        plans.stream()
            .filter(plan -> origins.containsAll(plan.operations()))
            .limit(PLANS_A_FINDING)
            .toList();
    if (fitting.isEmpty()) {
      return undecided(
          finding,
          "no scenario sends %s; give one with --scenario"
              .formatted(
                  origins.isEmpty() ? "a request that reaches it" : origins.iterator().next()));
    }
    Optional<String> refuted = Optional.empty();
    Set<String> reasons = new LinkedHashSet<>();
    for (ScenarioPlan plan : fitting) {
      if (deadline.over()) {
        reasons.add("the time was spent; give more --budget");
        break;
      }
      Optional<Preparer.Prepared> scenario = prepare(plan, preparer);
      if (scenario.isEmpty()) {
        reasons.add("`%s`: %s".formatted(plan.name(), unprepared.get(plan.name())));
        continue;
      }
      Exploration exploration =
          explorer.explore(
              scenario.get().scenario(), scenario.get().credentials(), deadline, focus);
      entries.add(exploration.entry());
      if (!exploration.aimed().isEmpty()) {
        return confirmed(finding, exploration.aimed().getFirst());
      }
      Claim claim = exploration.entry().claim();
      if (claim.kind() != Claim.Kind.EXHAUSTED) {
        reasons.add(
            claim.kind() == Claim.Kind.FOUND
                ? "`%s` shows something else".formatted(plan.name())
                : "`%s`: %s".formatted(plan.name(), claim));
      } else if (exploration.unreached().isPresent()) {
        reasons.add(
            "`%s`: site not reached: %s".formatted(plan.name(), exploration.unreached().get()));
      } else if (refuted.isEmpty()) {
        refuted =
            Optional.of(
                "`%s`, %s requests, one process: %s"
                    .formatted(plan.name(), plan.racing().size(), claim.text()));
      }
    }
    return refuted
        .map(bound -> judged(finding, Verdict.REFUTED, "Not so for " + bound))
        .orElseGet(() -> undecided(finding, String.join("; ", reasons)));
  }

  private Optional<Preparer.Prepared> prepare(ScenarioPlan plan, Preparer preparer)
      throws AgentException {
    if (!prepared.containsKey(plan.name()) && !unprepared.containsKey(plan.name())) {
      try {
        prepared.put(plan.name(), preparer.prepare(plan));
      } catch (Preparer.Unprepared refused) {
        unprepared.put(plan.name(), String.valueOf(refused.getMessage()));
      }
    }
    return Optional.ofNullable(prepared.get(plan.name()));
  }

  /// Lines of the finding's interleaving that look at or change the shared place.
  private Set<Spot> spots(Finding finding) {
    Set<Spot> spots = new LinkedHashSet<>();
    if (finding.evidence() instanceof Evidence.Race race) {
      for (Interleaving.Step step : race.interleaving().steps()) {
        if (ACCESSES.contains(step.kind()) && step.path().isPresent() && step.line().isPresent()) {
          Path file = root.resolve(step.path().get()).normalize();
          spots.add(new Spot(file.toString(), step.line().getAsInt()));
        }
      }
    }
    return spots;
  }

  private static Finding undecided(Finding finding, String reason) {
    return judged(finding, Verdict.UNDECIDED, "Not decided: " + reason);
  }

  private static Finding judged(Finding finding, Verdict verdict, String addition) {
    return new Finding(
        finding.rule(),
        finding.severity(),
        finding.confidence(),
        verdict,
        finding.message() + ". " + addition,
        finding.place(),
        finding.fingerprint(),
        finding.evidence(),
        finding.origins(),
        finding.help(),
        finding.confirms(),
        finding.replay());
  }

  /// The suspicion with what was executed as its evidence.
  private static Finding confirmed(Finding finding, Finding shown) {
    return new Finding(
        finding.rule(),
        finding.severity(),
        shown.confidence(),
        Verdict.CONFIRMED,
        "%s. Executed: %s".formatted(finding.message(), shown.message()),
        finding.place(),
        finding.fingerprint(),
        shown.evidence(),
        finding.origins(),
        finding.help(),
        List.of(finding.fingerprint()),
        shown.replay());
  }
}
