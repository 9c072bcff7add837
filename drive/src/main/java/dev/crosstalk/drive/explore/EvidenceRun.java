package dev.crosstalk.drive.explore;

import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.RunRequest.Location;
import dev.crosstalk.drive.agent.RunRequest.Mode;
import dev.crosstalk.drive.agent.RunResult;
import dev.crosstalk.drive.agent.Target;
import dev.crosstalk.drive.schedule.Plan;
import dev.crosstalk.history.History;
import dev.crosstalk.model.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Runs a schedule once more with evidence and lets the judge speak.
final class EvidenceRun {
  private final Runner runner;
  private final SerialOracle oracle;
  private final TraceReader reader;
  private final Judge judge;
  private final Target target;
  private final Credentials credentials;

  EvidenceRun(
      Runner runner,
      SerialOracle oracle,
      TraceReader reader,
      Judge judge,
      Target target,
      Credentials credentials) {
    this.runner = runner;
    this.oracle = oracle;
    this.reader = reader;
    this.judge = judge;
    this.target = target;
    this.credentials = credentials;
  }

  /// What is wrong even when nothing overlaps, for example a context variable that is lost.
  List<Finding> ofSerialRun() throws AgentException {
    List<String> order = runner.scenario().laneIds();
    RunResult result = runner.serial(order, true);
    return judged(result, Mode.SERIAL, order, List.of(), List.of()).stream().limit(1).toList();
  }

  /// What a schedule shows.
  ///
  /// @return the worst finding with its token; empty when the run did not end, or ends otherwise
  Optional<Finding> of(Plan plan, Collection<Location> watch) throws AgentException {
    RunResult result = runner.run(plan, watch, true);
    return judged(result, plan.mode(), List.of(), result.decisions(), List.copyOf(watch)).stream()
        .findFirst();
  }

  /// What a run shows in which a client leaves.
  Optional<Finding> ofDeparture(RunResult result, List<String> order, Departures departures)
      throws AgentException {
    History history = departures.history(result, Departures.leaver(order).orElseThrow());
    return tokens(result, judge.judge(history), Mode.SERIAL, order, List.of(), List.of()).stream()
        .findFirst();
  }

  private List<Finding> judged(
      RunResult result, Mode mode, List<String> order, List<String> decisions, List<Location> watch)
      throws AgentException {
    if (result.status() != RunResult.Status.OK && result.status() != RunResult.Status.DEADLOCK) {
      return List.of();
    }
    List<Finding> findings = judge.judge(reader.read(runner.scenario(), result, oracle));
    return tokens(result, findings, mode, order, decisions, watch);
  }

  private List<Finding> tokens(
      RunResult result,
      List<Finding> findings,
      Mode mode,
      List<String> order,
      List<String> decisions,
      List<Location> watch) {
    String hash =
        sourceHash(
            result.timeline().stream()
                .flatMap(event -> event.file().stream())
                .map(Path::of)
                .toList());
    return findings.stream()
        .map(finding ->
            withToken(
                finding,
                ProofToken.write(
                    new Proof(
                        target.app(),
                        credentials.hide(runner.scenario()),
                        mode,
                        order,
                        decisions,
                        watch.stream()
                            .sorted(
                                java.util.Comparator.comparing(Location::object)
                                    .thenComparing(Location::key))
                            .toList(),
                        List.of(finding.rule().code()),
                        hash))))
        .toList();
  }

  static Finding withToken(Finding finding, String token) {
    return new Finding(
        finding.rule(),
        finding.severity(),
        finding.confidence(),
        finding.verdict(),
        finding.message(),
        finding.place(),
        finding.fingerprint(),
        finding.evidence(),
        finding.origins(),
        finding.help(),
        finding.confirms(),
        Optional.of(token));
  }

  /// A short hash of the given files' content; of none when they are gone.
  static String sourceHash(List<Path> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files.stream().distinct().sorted().toList()) {
        try {
          digest.update(Files.readAllBytes(file));
        } catch (IOException gone) {
          digest.update((byte) 0);
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
