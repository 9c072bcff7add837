package dev.crosstalk.cli.run;

import dev.crosstalk.cli.store.FailureFolder.Failure;
import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.AgentLink;
import dev.crosstalk.drive.agent.Target;
import dev.crosstalk.drive.explore.Claim;
import dev.crosstalk.drive.explore.Credentials;
import dev.crosstalk.drive.explore.Deadline;
import dev.crosstalk.drive.explore.Exploration;
import dev.crosstalk.drive.explore.Explorer;
import dev.crosstalk.drive.explore.Focus;
import dev.crosstalk.drive.explore.Meetings;
import dev.crosstalk.drive.explore.Preparer;
import dev.crosstalk.drive.explore.SearchEntry;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.Summary;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.invariant.Invariant;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.scenario.Planner;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.scenario.SocketPlans;
import dev.crosstalk.openapi.signup.SignUp;
import dev.crosstalk.openapi.spec.Spec;
import dev.crosstalk.openapi.spec.Undeclared;
import dev.crosstalk.oracles.Invariants;
import dev.crosstalk.oracles.OracleCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Explores an application: scenarios from its own interface document or from a file, one after the
/// other until the budget is spent.
public final class ExploreJob {
  private static final int MOST_SCENARIOS = 60;
  static final long SEED = 1;
  private static final Duration LEAST_SHARE = Duration.ofSeconds(4);

  /// @param scenarios given by hand; empty to plan them from the application's document
  /// @param shownRoot the application's folder as the user would write it
  /// @param invariants what must hold after every run
  /// @param saved what earlier runs proved about this application, to be replayed first
  /// @param progress told one line before each scenario
  public record Request(
      String version,
      Target target,
      String shownRoot,
      List<Identity> identities,
      Optional<List<ScenarioPlan>> scenarios,
      Duration budget,
      List<Invariant> invariants,
      List<Failure> saved,
      Consumer<String> progress) {

    /// The same, with failures to replay first.
    public Request after(List<Failure> failures) {
      return new Request(
          version,
          target,
          shownRoot,
          identities,
          scenarios,
          budget,
          invariants,
          failures,
          progress);
    }
  }

  /// What has become of a saved failure.
  ///
  /// @param state in one or two words
  /// @param fixed true when it need not be kept
  public record Settled(Failure failure, String state, String note, boolean fixed) {}

  /// @param broken true when a part of the work could not be done
  /// @param settled what has become of the saved failures
  /// @param shown the planned scenarios that something was found in
  public record Outcome(
      ScanJob.Outcome report, boolean broken, List<Settled> settled, List<ScenarioPlan> shown) {}

  private final Request request;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private final List<SearchEntry> entries = new ArrayList<>();
  private final List<Gap> gaps = new ArrayList<>();
  private final Meetings meetings;
  private final Map<String, List<String>> left = new LinkedHashMap<>();
  private final List<Settled> settled = new ArrayList<>();
  private final List<ScenarioPlan> shown = new ArrayList<>();
  private int operations;

  private ExploreJob(Request request, AgentLink link) {
    this.request = request;
    this.meetings = new Meetings(link);
  }

  /// Explores.
  ///
  /// @throws AgentException with one line when the application cannot be loaded
  /// @throws DocumentException when it has no interface document and no scenarios are given
  public static Outcome run(Request request) throws AgentException, DocumentException {
    Deadline deadline = Deadline.in(request.budget());
    try (AgentLink link = AgentLink.start(request.target())) {
      ExploreJob job = new ExploreJob(request, link);
      boolean gone = false;
      try {
        job.explore(link, deadline);
      } catch (AgentException ended) {
        if (ended.kind() == AgentException.Kind.INTERNAL) {
          throw ended;
        }
        // What was found before stays found.
        gone = true;
        job.gap(Gap.Kind.FAILURE, "the search ended early: " + ended.getMessage());
      }
      job.tellUnprepared();
      boolean nothing = job.entries.stream().allMatch(entry -> entry.mode().equals("serial"));
      return job.outcome(gone || (nothing && (!job.left.isEmpty() || !job.entries.isEmpty())));
    }
  }

  /// Scenarios for an application.
  ///
  /// @param identities those that the plans name
  /// @param operations of the application's document, or of the scenarios given
  record Plans(List<ScenarioPlan> plans, List<Identity> identities, int operations) {}

  /// The scenarios given, or those that the application's own document suggests.
  static Plans plans(Request request, AgentLink link, int limit)
      throws AgentException, DocumentException {
    if (request.scenarios().isPresent()) {
      List<ScenarioPlan> given = request.scenarios().get();
      int operations =
          (int) given.stream().flatMap(plan -> plan.operations().stream()).distinct().count();
      return new Plans(given, request.identities(), operations);
    }
    Spec spec = Spec.of(Undeclared.declare(document(link), link.ready().asked()));
    SampleData data = new SampleData(SEED);
    List<Identity> identities = request.identities();
    if (identities.isEmpty()) {
      identities = ownUsers(link, spec, data);
    }
    Planner planner = new Planner(spec, identities, data);
    List<Map<String, Object>> sockets = link.ready().sockets();
    List<ScenarioPlan> plans = new ArrayList<>(planner.plans(limit));
    plans.addAll(SocketPlans.of(sockets, planner.identities(), data, limit));
    return new Plans(plans, planner.identities(), spec.operations().size() + sockets.size());
  }

  static Object document(AgentLink link) throws AgentException, DocumentException {
    return link.openapi()
        .orElseThrow(() ->
            new DocumentException(
                "the application makes no OpenAPI document; give the requests with --scenario"));
  }

  /// Two new users, when some operation asks for credentials and the document tells how to get
  /// them; none otherwise, or when the service lets neither in.
  static List<Identity> ownUsers(AgentLink link, Spec spec, SampleData data) throws AgentException {
    if (spec.operations().stream().allMatch(operation -> operation.security().isEmpty())) {
      return List.of();
    }
    for (List<Identity> way : SignUp.of(spec, data).map(SignUp.Accounts::ways).orElse(List.of())) {
      List<Identity> users =
          signedUp(
              link,
              way.stream()
                  .map(user ->
                      new Identity(
                          user.name(),
                          user.tenant(),
                          user.values(),
                          user.secrets(),
                          user.login().fresh()))
                  .toList());
      if (!users.isEmpty()) {
        return users;
      }
    }
    return List.of();
  }

  /// The identities, when the service lets all of them in.
  private static List<Identity> signedUp(AgentLink link, List<Identity> identities)
      throws AgentException {
    try {
      Credentials made =
          new Preparer(link, identities, true)
              .credentials(identities.stream().map(Identity::name).toList());
      return identities.stream().allMatch(one -> made.knows(one.name() + "/login/access_token"))
          ? identities
          : List.of();
    } catch (Preparer.Unprepared refused) {
      return List.of();
    }
  }

  private void explore(AgentLink link, Deadline deadline) throws AgentException, DocumentException {
    Plans planned = plans(request, link, MOST_SCENARIOS);
    List<ScenarioPlan> plans =
        planned.plans().stream().map(plan -> Invariant.read(plan, request.invariants())).toList();
    operations = planned.operations();
    if (plans.isEmpty()) {
      gap(Gap.Kind.NO_ENTRY_POINT, "no operation is worth racing; give requests with --scenario");
    }
    Preparer preparer = new Preparer(link, planned.identities(), request.scenarios().isEmpty());
    preparer.learn(plans);
    Explorer explorer =
        new Explorer(
            link,
            request.target(),
            Invariants.first(request.invariants(), OracleCatalog::judge)::apply);
    replaySaved(new SavedReplays(explorer, preparer), deadline);
    for (int i = 0; i < plans.size(); i++) {
      if (deadline.over()) {
        gap(
            Gap.Kind.LIMIT,
            "the budget is spent; %s of %s scenarios were not searched, among them `%s`: give more --budget"
                .formatted(plans.size() - i, plans.size(), plans.get(i).name()));
        return;
      }
      request.progress().accept("%s/%s %s".formatted(i + 1, plans.size(), plans.get(i).name()));
      one(preparer, explorer, plans.get(i), share(deadline, plans.size() - i));
    }
    if (request.scenarios().isEmpty()) {
      pairs(explorer, deadline);
    }
  }

  private void replaySaved(SavedReplays replays, Deadline deadline) throws AgentException {
    for (Failure failure : request.saved()) {
      request.progress().accept("saved %s".formatted(failure.id()));
      SavedReplays.Result result = replays.again(failure, deadline);
      result.search().ifPresent(search -> entries.add(search.entry()));
      result.findings().forEach(found -> findings.putIfAbsent(found.fingerprint(), found));
      settled.add(
          new Settled(
              failure,
              result.state().words(),
              result.note(),
              result.state() == SavedReplays.State.FIXED));
    }
  }

  /// Different requests that meet at shared places, while time is left.
  private void pairs(Explorer explorer, Deadline deadline) throws AgentException {
    List<Preparer.Prepared> pairs = meetings.pairs(deadline);
    for (int i = 0; i < pairs.size() && !deadline.over(); i++) {
      request
          .progress()
          .accept("%s/%s %s".formatted(i + 1, pairs.size(), pairs.get(i).scenario().name()));
      search(explorer, pairs.get(i), share(deadline, pairs.size() - i));
    }
  }

  /// A fair part of the time that is left, but never too little to get anywhere.
  private static Deadline share(Deadline deadline, int remaining) {
    Duration fair = deadline.left().multipliedBy(2).dividedBy(remaining);
    return deadline.atMost(fair.compareTo(LEAST_SHARE) < 0 ? LEAST_SHARE : fair);
  }

  private void one(Preparer preparer, Explorer explorer, ScenarioPlan plan, Deadline deadline)
      throws AgentException {
    try {
      Preparer.Prepared prepared = preparer.prepare(plan, deadline);
      meetings.add(prepared);
      if (search(explorer, prepared, deadline)) {
        shown.add(plan);
      }
    } catch (Preparer.Unprepared unprepared) {
      unprepared(plan.name(), String.valueOf(unprepared.getMessage()));
    }
  }

  /// @return whether something was found
  private boolean search(Explorer explorer, Preparer.Prepared prepared, Deadline deadline)
      throws AgentException {
    Exploration exploration =
        explorer.explore(prepared.scenario(), prepared.credentials(), deadline, Focus.NONE);
    entries.add(exploration.entry());
    exploration.findings().forEach(found -> findings.putIfAbsent(found.fingerprint(), found));
    return !exploration.findings().isEmpty();
  }

  /// Many scenarios fail for one reason, such as a start-up that fails; it is told once.
  private void unprepared(String scenario, String reason) {
    left.computeIfAbsent(reason, key -> new ArrayList<>()).add(scenario);
  }

  private void tellUnprepared() {
    left.forEach((reason, scenarios) ->
        gap(
            Gap.Kind.LIMIT,
            scenarios.size() == 1
                ? "scenario `%s` was not searched: %s".formatted(scenarios.getFirst(), reason)
                : "%s scenarios were not searched, `%s` among them: %s"
                    .formatted(scenarios.size(), scenarios.getFirst(), reason)));
  }

  private void gap(Gap.Kind kind, String message) {
    gaps.add(new Gap(kind, Optional.empty(), OptionalInt.empty(), Optional.empty(), message));
  }

  private Outcome outcome(boolean broken) {
    Report report =
        new Report(
            "explore",
            request.version(),
            request.shownRoot(),
            List.copyOf(findings.values()),
            gaps,
            new Summary(0, 0, operations, 0, 0, 0, 0),
            List.of(searches(entries)));
    return new Outcome(
        new ScanJob.Outcome(report, new FolderSources(request.target().folder())),
        broken,
        settled,
        shown);
  }

  static Report.Section searches(List<SearchEntry> entries) {
    List<SequencedMap<String, Object>> rows = new ArrayList<>();
    for (SearchEntry entry : entries) {
      SequencedMap<String, Object> row = new LinkedHashMap<>();
      row.put("scenario", entry.scenario());
      row.put("operations", entry.operations());
      row.put("mode", entry.mode());
      row.put("schedules", entry.schedules());
      row.put("searched", entry.searched());
      row.put("exhausted", entry.claim().kind() == Claim.Kind.EXHAUSTED);
      row.put("claim", entry.claim().text());
      row.put("reasons", entry.claim().reasons());
      row.put("bound", bound(entry));
      row.put("explored", entry.explored());
      row.put("notExplored", entry.notExplored());
      row.put("escaped", entry.escapes());
      row.put("outcomes", entry.outcomes());
      row.put("serialRuns", entry.serialRuns());
      row.put("notes", entry.notes());
      row.put("millis", entry.millis());
      rows.add(row);
    }
    return new Report.Section("search", "Scenarios searched (%s)".formatted(rows.size()), rows);
  }

  private static String bound(SearchEntry entry) {
    return "%s requests, one process".formatted(entry.operations().size());
  }
}
