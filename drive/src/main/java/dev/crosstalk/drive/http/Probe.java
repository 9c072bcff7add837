package dev.crosstalk.drive.http;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.scenario.SecretHeaders;
import dev.crosstalk.openapi.spec.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Probes a running service: logs in every identity, then each scenario in turn.
public final class Probe {
  /// A scenario may take so many times its fair share of the time that is left.
  private static final int GENEROUS = 4;

  private static final Duration LEAST_SHARE = Duration.ofSeconds(5);

  private final HttpTarget target;
  private final Optional<Spec> spec;
  private final List<Identity> identities;
  private final ProbeSettings settings;
  private final Consumer<String> progress;
  private final List<List<Identity>> signUps;

  /// @param spec for pointers in findings
  /// @param progress gets one line for each scenario that begins
  public Probe(
      HttpTarget target,
      Optional<Spec> spec,
      List<Identity> identities,
      ProbeSettings settings,
      Consumer<String> progress) {
    this(target, spec, identities, List.of(), settings, progress);
  }

  /// @param signUps ways to make accounts for identities of the same names; the first that the
  ///   service takes is used, and the plain identities when it takes none
  public Probe(
      HttpTarget target,
      Optional<Spec> spec,
      List<Identity> identities,
      List<List<Identity>> signUps,
      ProbeSettings settings,
      Consumer<String> progress) {
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
  public record Outcome(
      List<Finding> findings,
      List<Gap> gaps,
      List<SequencedMap<String, Object>> rounds,
      Optional<String> trouble) {
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
    List<Finding> findings = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    List<SequencedMap<String, Object>> rounds = new ArrayList<>();
    Optional<String> trouble = Optional.empty();
    Map<String, Client> clients = new LinkedHashMap<>();
    Racer chosen;
    try {
      chosen = Techniques.choose(target, settings.timeout(), settings.technique());
    } catch (TargetException gone) {
      return new Outcome(findings, gaps, rounds, Optional.ofNullable(gone.getMessage()));
    }
    try (Client nobody = client(Identity.anonymous("nobody", "nobody"));
        Racer racer = chosen) {
      clients.putAll(signedUp(gaps));
      for (Identity identity : clients.isEmpty() ? identities : List.<Identity>of()) {
        Client client = client(identity);
        clients.put(identity.name(), client);
        client.logIn();
      }
      Set<String> secrets = secrets(clients);
      plans.forEach(plan -> secrets.addAll(credentials(plan)));
      Redaction redaction = new Redaction(secrets);
      ProbeFindings drawing = new ProbeFindings(spec, redaction);
      ScenarioProbe probe =
          new ScenarioProbe(
              new ScenarioRunner(clients, nobody, racer), racer::technique, settings.rounds());
      int done = 0;
      for (ScenarioPlan plan : plans) {
        if (System.nanoTime() > deadline) {
          gaps.add(
              gap(
                  "the time is up: %d of %d scenarios were not probed"
                      .formatted(plans.size() - done, plans.size())));
          break;
        }
        progress.accept("%d of %d: %s".formatted(done + 1, plans.size(), plan.name()));
        ScenarioResult result;
        try {
          result = probe.probe(plan, share(deadline, plans.size() - done));
        } catch (TargetException gone) {
          trouble = Optional.of(redaction.line(plan.name() + ": " + gone.getMessage(), 500));
          probe.broken().ifPresent(cut -> keep(cut, drawing, redaction, findings, gaps, rounds));
          break;
        }
        done++;
        keep(result, drawing, redaction, findings, gaps, rounds);
      }
    } finally {
      clients.values().forEach(Client::close);
    }
    return new Outcome(findings, gaps, rounds, trouble.or(() -> unjudged(rounds)));
  }

  /// When a scenario has to end so that a slow one does not take the time of all others.
  private static long share(long deadline, int scenarios) {
    long now = System.nanoTime();
    long fair = (deadline - now) / Math.max(scenarios, 1);
    return Math.min(deadline, now + Math.max(fair * GENEROUS, LEAST_SHARE.toNanos()));
  }

  private static void keep(
      ScenarioResult result,
      ProbeFindings drawing,
      Redaction redaction,
      List<Finding> findings,
      List<Gap> gaps,
      List<SequencedMap<String, Object>> rounds) {
    result
        .anomaly()
        .filter(_ -> !isKnown(result, findings))
        .ifPresent(found -> findings.add(drawing.finding(result, found)));
    rounds.add(row(result, redaction));
    gaps.addAll(gapsOf(result, redaction));
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

  /// Clients with new accounts; empty when the service took none.
  private Map<String, Client> signedUp(List<Gap> gaps) throws TargetException {
    Optional<String> refusal = Optional.empty();
    for (List<Identity> way : signUps) {
      Map<String, Client> made = new LinkedHashMap<>();
      try {
        for (Identity identity : way) {
          Client client = client(identity);
          made.put(identity.name(), client);
          client.logIn();
        }
        gaps.add(gap("%d accounts were signed up for the probe and stay".formatted(way.size())));
        return made;
      } catch (TargetException refused) {
        made.values().forEach(Client::close);
        refusal = refusal.or(() -> Optional.ofNullable(refused.getMessage()));
      }
    }
    refusal.ifPresent(line ->
        gaps.add(
            gap(
                "no account could be signed up (%s), so requests go without credentials; name some"
                        .formatted(line)
                    + " with --identities FILE")));
    return Map.of();
  }

  private Client client(Identity identity) {
    return new Client(target, identity, settings.headers(), settings.timeout());
  }

  private static Set<String> secrets(Map<String, Client> clients) {
    Set<String> all = new HashSet<>();
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

  private static List<Gap> gapsOf(ScenarioResult result, Redaction redaction) {
    List<Gap> gaps = new ArrayList<>();
    result
        .notRunnable()
        .ifPresent(reason ->
            gaps.add(gap(redaction.line(result.plan().name() + ": not probed; " + reason, 500))));
    if (result.notRunnable().isEmpty()
        && result.moot().isEmpty()
        && result.roundsOverlapped() == 0) {
      gaps.add(
          gap(
              result.plan().name()
                  + ": no round overlapped, so nothing was judged; the service answers faster than"
                  + " requests arrive, or one at a time"));
    }
    if (result.notRemoved() > 0) {
      gaps.add(
          gap(
              "%s: %d things that the probe created could not be removed"
                  .formatted(result.plan().name(), result.notRemoved())));
    }
    return gaps;
  }

  private static Gap gap(String message) {
    return new Gap(
        Gap.Kind.LIMIT, Optional.empty(), OptionalInt.empty(), Optional.empty(), message);
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
