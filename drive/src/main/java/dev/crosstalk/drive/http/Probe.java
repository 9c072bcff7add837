package dev.crosstalk.drive.http;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.link.ChatShape;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.scenario.SecretHeaders;
import dev.crosstalk.openapi.spec.Spec;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Probes a running service: logs in every identity, then each scenario in turn.
public final class Probe {
  /// A scenario may take so many times its fair share of the time that is left.
  private static final int GENEROUS = 4;

  private static final int MOST_BURSTS = 3;
  private static final Duration LEAST_SHARE = Duration.ofSeconds(5);

  private final HttpTarget target;
  private final Optional<Spec> spec;
  private final List<Identity> identities;
  private final ProbeSettings settings;
  private final Consumer<String> progress;
  private final List<List<Identity>> signUps;
  private final Trace trace;

  /// @param spec for pointers in findings
  /// @param progress gets one line for each scenario that begins
  public Probe(
      HttpTarget target,
      Optional<Spec> spec,
      List<Identity> identities,
      ProbeSettings settings,
      Consumer<String> progress) {
    this(target, spec, identities, List.of(), settings, Trace.NONE, progress);
  }

  /// @param signUps ways to make accounts for identities of the same names; the first that the
  ///   service takes is used, and the plain identities when it takes none
  public Probe(
      HttpTarget target,
      Optional<Spec> spec,
      List<Identity> identities,
      List<List<Identity>> signUps,
      ProbeSettings settings,
      Trace trace,
      Consumer<String> progress) {
    this.trace = trace;
    this.signUps = List.copyOf(signUps);
    this.target = target;
    this.spec = spec;
    this.identities = List.copyOf(identities);
    this.settings = settings;
    this.progress = progress;
  }

  /// What came out. Findings and gaps hold no secrets.
  ///
  /// @param rounds one row for each scenario, for the report
  /// @param trouble why the probe ended early
  /// @param unfinished scenarios that were not probed, or not to their end
  public record Outcome(
      List<Finding> findings,
      List<Gap> gaps,
      List<SequencedMap<String, Object>> rounds,
      Optional<String> trouble,
      int unfinished) {
    public Outcome {
      findings = List.copyOf(findings);
      gaps = List.copyOf(gaps);
      rounds = List.copyOf(rounds);
    }
  }

  /// Probes the scenarios in their order. What was found before the service went away is kept.
  ///
  /// @throws TargetException when an identity cannot log in
  public Outcome run(List<ScenarioPlan> plans) throws TargetException {
    long deadline = System.nanoTime() + settings.duration().toNanos();
    Map<String, Client> clients = new LinkedHashMap<>();
    Set<String> written = new HashSet<>();
    plans.forEach(plan -> written.addAll(credentials(plan)));
    Told told = new Told(() -> new Redaction(secrets(clients, written)));
    Racer chosen;
    try {
      chosen = Techniques.choose(target, settings.timeout(), settings.technique());
    } catch (TargetException gone) {
      return told.outcome(Optional.ofNullable(gone.getMessage()), plans.size());
    }
    try (Client nobody = client(Identity.anonymous("nobody", "nobody"));
        Racer racer = chosen) {
      trace.journal().line(RunLines.line("begin", (long) earlierRuns()));
      clients.putAll(signedUp(told));
      for (Identity identity : clients.isEmpty() ? identities : List.<Identity>of()) {
        Client client = client(identity);
        clients.put(identity.name(), client);
        client.logIn();
      }
      Veil veil = new Veil();
      ScenarioRunner runner = new ScenarioRunner(clients, nobody, racer, earlierRuns());
      RecordingRuns runs =
          new RecordingRuns(
              runner,
              racer::technique,
              trace.journal(),
              text -> veil.over(text, secrets(clients, written)),
              trace.stopped());
      Ending ending =
          probe(
              plans,
              runs,
              runner,
              new ScenarioProbe(runs, racer::technique, settings.rounds(), trace.promises()),
              told,
              deadline);
      Optional<String> trouble =
          ending.trouble().map(line -> new Redaction(secrets(clients, written)).line(line, 500));
      trace.journal().line(RunLines.line("end", trouble.orElse("")));
      return told.outcome(trouble, ending.unfinished());
    } finally {
      clients.values().forEach(Client::close);
    }
  }

  private int earlierRuns() {
    return trace.earlier().map(ProbeRecord::runs).orElse(0);
  }

  private record Ending(Optional<String> trouble, int unfinished) {}

  /// Probes what was not done before.
  private Ending probe(
      List<ScenarioPlan> plans,
      RecordingRuns runs,
      ScenarioRunner runner,
      ScenarioProbe probe,
      Told told,
      long deadline) {
    Set<String> bursts = new HashSet<>();
    Optional<String> trouble = Optional.empty();
    int late = 0;
    int unfinished = 0;
    for (int i = 0; i < plans.size(); i++) {
      ScenarioPlan plan = plans.get(i);
      int index = i;
      String pointer = ProbeRecord.pointer(spec, plan);
      Optional<ScenarioResult> before =
          trace.earlier().flatMap(record -> record.result(index, trace.promises().check()));
      boolean done = trace.earlier().filter(record -> record.isDone(index)).isPresent();
      boolean tooLate = System.nanoTime() > deadline;
      if (done || tooLate || trouble.isPresent()) {
        before.ifPresent(result -> told.keep(result, pointer));
        trace
            .earlier()
            .flatMap(record -> record.burst(index))
            .ifPresent(burst -> told.keep(burst, plan, pointer));
        late += !done && trouble.isEmpty() ? 1 : 0;
        unfinished += done ? 0 : 1;
        continue;
      }
      progress.accept("%d of %d: %s".formatted(i + 1, plans.size(), plan.name()));
      runs.begin(i);
      long share = share(deadline, plans.size() - i);
      try {
        ScenarioResult result = probe.probe(plan, share);
        boolean whole = result.anomaly().isPresent() || System.nanoTime() < share;
        told.keep(
            before
                .filter(one -> one.anomaly().isPresent() && result.anomaly().isEmpty())
                .orElse(result),
            pointer);
        unfinished += whole ? 0 : 1;
        if (whole) {
          trace.journal().line(RunLines.line("scenario", (long) i, "result", told.lastResult()));
        }
        if (result.notRunnable().isEmpty() && takesPrompts(plan, bursts)) {
          burst(plan, runs, runner).ifPresent(burst -> told.keep(burst, plan, pointer));
        }
      } catch (TargetException gone) {
        trouble = Optional.of(plan.name() + ": " + gone.getMessage());
        unfinished++;
        runs.end(String.valueOf(gone.getMessage()));
        probe.broken().or(() -> before).ifPresent(cut -> told.keep(cut, pointer));
      }
    }
    if (late > 0) {
      told.gap("the time is up: %d of %d scenarios were not probed".formatted(late, plans.size()));
    }
    return new Ending(trouble, unfinished);
  }

  /// True once for each operation that takes prompts, and for few of them: prompts cost money.
  private boolean takesPrompts(ScenarioPlan plan, Set<String> done) {
    RequestTemplate first = plan.racing().getFirst();
    return done.size() < MOST_BURSTS
        && spec.flatMap(known -> known.operation(first.method(), first.pathTemplate()))
            .filter(ChatShape::isChat)
            .isPresent()
        && done.add(first.operation());
  }

  private static Optional<Burst> burst(ScenarioPlan plan, RecordingRuns runs, ScenarioRunner runner)
      throws TargetException {
    try {
      Burst burst = runner.burst(plan);
      runs.burst(burst);
      return Optional.of(burst);
    } catch (Runs.NotRunnable | SlowAnswerException refused) {
      return Optional.empty();
    }
  }

  /// When a scenario has to end so that a slow one does not take the time of all others.
  private static long share(long deadline, int scenarios) {
    long now = System.nanoTime();
    long fair = (deadline - now) / Math.max(scenarios, 1);
    return Math.min(deadline, now + Math.max(fair * GENEROUS, LEAST_SHARE.toNanos()));
  }

  /// Clients with new accounts; empty when the service took none.
  private Map<String, Client> signedUp(Told told) throws TargetException {
    Optional<String> refusal = Optional.empty();
    for (List<Identity> way : signUps) {
      Map<String, Client> made = new LinkedHashMap<>();
      try {
        for (Identity identity : way) {
          Client client = client(identity);
          made.put(identity.name(), client);
          client.logIn();
        }
        String stay = "%d accounts were signed up for the probe and stay".formatted(way.size());
        told.gap(stay);
        trace.journal().line(RunLines.line("gap", stay));
        return made;
      } catch (TargetException refused) {
        made.values().forEach(Client::close);
        refusal = refusal.or(() -> Optional.ofNullable(refused.getMessage()));
      }
    }
    refusal.ifPresent(line ->
        told.gap(
            "no account could be signed up (%s), so requests go without credentials; name some"
                    .formatted(line)
                + " with --identities FILE"));
    return Map.of();
  }

  private Client client(Identity identity) {
    return new Client(target, identity, settings.headers(), settings.timeout());
  }

  /// @param written in the scenarios themselves
  private static Set<String> secrets(Map<String, Client> clients, Set<String> written) {
    Set<String> all = new HashSet<>(written);
    clients.values().forEach(client -> all.addAll(client.secrets()));
    return all;
  }

  /// Credentials that stand in the requests themselves.
  private static Set<String> credentials(ScenarioPlan plan) {
    Set<String> found = new HashSet<>();
    Stream.of(plan.setUp(), plan.racing(), plan.readBack(), plan.cleanUp())
        .flatMap(List::stream)
        .flatMap(request -> request.headers().entrySet().stream())
        .filter(header -> SecretHeaders.isSecret(header.getKey()))
        .map(Map.Entry::getValue)
        .filter(value -> !value.contains("${") && !SampleData.CANARY.matcher(value).find())
        .forEach(value -> {
          found.add(value);
          found.add(value.replaceFirst("^\\S+[ =]+", ""));
        });
    return found;
  }
}
