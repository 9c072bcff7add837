package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.AgentLink;
import dev.crosstalk.drive.agent.RunRequest.Limits;
import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.agent.Target;
import dev.crosstalk.drive.schedule.Plan;
import dev.crosstalk.history.Event;
import dev.crosstalk.history.History;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Explores scenarios of one loaded application.
public final class Explorer {
  private final AgentLink link;
  private final Target target;
  private final Judge judge;

  /// @param judge says what went wrong in an execution
  public Explorer(AgentLink link, Target target, Judge judge) {
    this.link = link;
    this.target = target;
    this.judge = judge;
  }

  /// Searches one scenario.
  ///
  /// @throws AgentException when the agent goes away; what was found before is lost with the
  ///   scenario only
  public Exploration explore(Scenario scenario, Deadline deadline) throws AgentException {
    return explore(scenario, Credentials.NONE, deadline, Focus.NONE);
  }

  /// Searches one scenario whose requests hold secrets, aiming at suspected places first.
  ///
  /// @throws AgentException when the agent goes away
  public Exploration explore(
      Scenario scenario, Credentials credentials, Deadline deadline, Focus focus)
      throws AgentException {
    long start = System.nanoTime();
    Runner runner = new Runner(link::run, scenario, Limits.DEFAULT);
    Escapes escapes = new Escapes(link.ready().whyNotForkable());
    SerialOracle oracle = SerialOracle.of(runner);
    if (oracle.trouble().isPresent()) {
      Claim claim = Claim.ended(false, "serial", 0, 0, List.of(oracle.trouble().get()));
      return new Exploration(
          entry(scenario, oracle, null, null, claim, escapes, start),
          List.of(),
          List.of(),
          oracle.trouble());
    }
    oracle.refusal().ifPresent(escapes::reason);
    TraceReader reader = new TraceReader(new SourceLines(target.folder()));
    EvidenceRun evidence = new EvidenceRun(runner, oracle, reader, judge, target, credentials);
    List<Finding> findings = new ArrayList<>(evidence.ofSerialRun());
    Search search = new Search(runner, oracle, escapes, evidence, deadline, focus);
    Optional<Finding> found = search.go();
    found.ifPresent(findings::add);
    Departures departures = new Departures(runner, oracle, reader);
    departures.search(evidence, deadline).ifPresent(findings::add);
    Claim claim =
        findings.isEmpty()
            ? Claim.ended(
                search.finished(),
                search.mode(),
                search.searched(),
                search.schedules(),
                escapes.reasons())
            : Claim.found(search.schedules());
    Optional<String> unreached =
        focus.spots().isEmpty()
            ? Optional.empty()
            : focus.unreached(scenario.laneIds(), all(runner));
    return new Exploration(
        entry(scenario, oracle, search, departures, claim, escapes, start),
        findings,
        findings.stream().filter(finding -> meets(finding, focus)).toList(),
        unreached);
  }

  /// Every serial order once, with evidence: they are part of every space of schedules.
  private static List<RunResult> all(Runner runner) throws AgentException {
    List<RunResult> runs = new ArrayList<>();
    for (List<String> order : SerialOracle.orders(runner.scenario().laneIds())) {
      runs.add(runner.serial(order, true));
    }
    return runs;
  }

  private boolean meets(Finding finding, Focus focus) {
    return finding.evidence() instanceof Evidence.Race race
        && race.interleaving().steps().stream()
            .filter(step -> step.path().isPresent() && step.line().isPresent())
            .anyMatch(step ->
                focus.meets(
                    target.folder().resolve(step.path().get()).normalize().toString(),
                    step.line().getAsInt()));
  }

  private static SearchEntry entry(
      Scenario scenario,
      SerialOracle oracle,
      @org.jspecify.annotations.Nullable Search search,
      @org.jspecify.annotations.Nullable Departures departures,
      Claim claim,
      Escapes escapes,
      long start) {
    List<String> explored = new ArrayList<>(List.of("arrivals", "I/O completions", "timers"));
    List<String> notExplored = new ArrayList<>(List.of("time-outs", "several processes"));
    (departures != null && departures.complete() ? explored : notExplored).add("cancellations");
    (search != null && search.usesThreads() ? explored : notExplored).add("thread switches");
    return new SearchEntry(
        scenario.name(),
        scenario.lanes().stream().map(lane -> lane.origin()).toList(),
        search == null ? "serial" : search.mode(),
        search == null ? 0 : search.schedules(),
        search == null ? 0 : search.searched(),
        oracle.runs() + (departures == null ? 0 : departures.runs()),
        search == null ? 0 : search.outcomes(),
        claim,
        explored,
        notExplored,
        escapes.counted(),
        search == null ? List.of() : search.notes(),
        (System.nanoTime() - start) / 1_000_000);
  }

  /// What a replay shows.
  ///
  /// @param same true when the run ended as the proof says: with the same findings
  /// @param changed true when the source of the evidence is not what it was
  /// @param events what the requests did, in order
  public record Replay(
      boolean same, boolean changed, List<Finding> findings, List<Event> events, String status) {
    public Replay {
      findings = List.copyOf(findings);
      events = List.copyOf(events);
    }

    static Replay failed(String status) {
      return new Replay(false, false, List.of(), List.of(), status);
    }
  }

  /// Runs a proof again.
  ///
  /// @throws AgentException when the agent goes away
  public Replay replay(Proof proof, String token) throws AgentException {
    Runner runner = new Runner(link::run, proof.scenario(), Limits.DEFAULT);
    SerialOracle oracle = SerialOracle.of(runner);
    if (oracle.trouble().isPresent()) {
      return Replay.failed(oracle.trouble().get());
    }
    RunResult result =
        proof.mode() == Mode.SERIAL
            ? runner.serial(proof.order(), true)
            : runner.run(
                new Plan(proof.mode(), proof.decisions(), Optional.empty()), proof.watch(), true);
    String status = result.status().name().toLowerCase(java.util.Locale.ROOT);
    if (result.status() != RunResult.Status.OK && result.status() != RunResult.Status.DEADLOCK) {
      return Replay.failed(status + result.detail().map(text -> ": " + text).orElse(""));
    }
    TraceReader reader = new TraceReader(new SourceLines(target.folder()));
    Optional<String> leaver = Departures.leaver(proof.order());
    History history =
        leaver.isPresent()
            ? new Departures(runner, oracle, reader).history(result, leaver.get())
            : reader.read(proof.scenario(), result, oracle);
    List<Finding> findings =
        judge.judge(history).stream()
            .map(finding -> EvidenceRun.withToken(finding, token))
            .toList();
    boolean same =
        findings.stream().map(one -> one.rule().code()).toList().containsAll(proof.codes());
    return new Replay(
        same, !hash(result).equals(proof.sourceHash()), findings, history.events(), status);
  }

  private static String hash(RunResult result) {
    return EvidenceRun.sourceHash(
        result.timeline().stream().flatMap(event -> event.file().stream()).map(Path::of).toList());
  }
}
