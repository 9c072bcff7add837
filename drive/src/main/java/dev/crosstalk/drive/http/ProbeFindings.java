package dev.crosstalk.drive.http;

import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Evidence;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Interleaving;
import dev.crosstalk.model.Interleaving.Kind;
import dev.crosstalk.model.Interleaving.Lane;
import dev.crosstalk.model.Interleaving.Step;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Verdict;
import dev.crosstalk.openapi.request.ConcreteRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Draws an anomaly as a finding: the race by release and answer times, the read-back, and beside
/// it what each serial order gives.
final class ProbeFindings {
  private static final int CLIP = 240;

  private final String pointer;
  private final Redaction redaction;

  /// @param pointer of the first operation in the document, or empty
  ProbeFindings(String pointer, Redaction redaction) {
    this.pointer = pointer;
    this.redaction = redaction;
  }

  Finding finding(ScenarioResult result, Anomaly anomaly) {
    Exchange first = anomaly.run().racing().firstEntry().getValue();
    Wilson share = Wilson.of(result.shown(), result.roundsOverlapped());
    String often =
        "%d of %d overlapping rounds (95 %%: %d–%d %%)"
            .formatted(
                result.shown(),
                result.roundsOverlapped(),
                Math.round(share.low() * 100),
                Math.round(share.high() * 100));
    return new Finding(
        anomaly.rule(),
        anomaly.severity(),
        Confidence.HIGH,
        Verdict.CONFIRMED,
        redaction.line(
            "%s: %s%s; shown in %s"
                .formatted(result.plan().name(), anomaly.words(), places(result, anomaly), often),
            1_000),
        new Place.Operation(first.template().method(), first.template().pathTemplate(), pointer),
        fingerprint(anomaly.rule().code() + '\n' + result.plan().name()),
        new Evidence.Race(
            new Evidence.SharedLocation(
                location(anomaly), "state of the service", Optional.empty()),
            interleaving(result, anomaly)),
        result.plan().operations(),
        help(anomaly, result),
        List.of(),
        Optional.empty());
  }

  /// The values that differ from the nearest serial run.
  private static String places(ScenarioResult result, Anomaly anomaly) {
    boolean fresh = ScenarioProbe.startsFresh(result.plan());
    List<String> shown = new ArrayList<>();
    if (anomaly.rule().equals(Anomaly.TORN_UPDATE)) {
      Map<String, Object> state = Leaves.of(anomaly.run(), true);
      anomaly.places().stream()
          .limit(2)
          .forEach(key -> shown.add("%s is %s".formatted(named(key, anomaly), state.get(key))));
      return ": " + String.join(", ", shown);
    }
    Map<String, Object> raced = Leaves.of(anomaly.run(), fresh);
    Map<String, Object> serial = Leaves.of(anomaly.nearest(), fresh);
    for (String key : anomaly.places()) {
      // Where state goes on from run to run, a number in an answer says nothing beside another
      // run's.
      boolean telling = fresh || key.startsWith("state ");
      if (telling && shown.size() < 2 && raced.containsKey(key) && serial.containsKey(key)) {
        shown.add(
            "%s %s %s, one after the other %s"
                .formatted(
                    named(key, anomaly),
                    !fresh && key.startsWith("state ") ? "changes by" : "is",
                    raced.get(key),
                    serial.get(key)));
      }
    }
    return shown.isEmpty() ? "" : ": " + String.join("; ", shown);
  }

  private static String named(String key, Anomaly anomaly) {
    String[] parts = key.split(" ", 3);
    Exchange exchange =
        parts[0].equals("answer")
            ? anomaly.run().racing().get(parts[1])
            : anomaly.run().after().get(parts[1]);
    String operation = exchange == null ? parts[1] : exchange.template().operation();
    return "`%s` of %s".formatted(parts.length < 3 ? "" : parts[2], operation);
  }

  private static String location(Anomaly anomaly) {
    return anomaly.places().stream()
        .filter(key -> key.startsWith("state "))
        .findFirst()
        .map(key -> named(key, anomaly).replace("`", ""))
        .orElseGet(() -> anomaly.run().racing().firstEntry().getValue().template().operation());
  }

  private static String help(Anomaly anomaly, ScenarioResult result) {
    String window =
        result.offsetsShown().isEmpty() || result.offsetsShown().getLast() == 0
            ? ""
            : " It still shows when the second request comes %s ms later, so the window is at least that wide."
                .formatted(result.offsetsShown().getLast() / 1_000.0);
    String repair =
        switch (anomaly.rule().code()) {
          case "CT001" ->
              "Keep what belongs to one request in that request: parameters, local variables or a"
                  + " ContextVar, never a module variable or a shared object.";
          case "CT003", "CT004" ->
              "Read and write in one step: one conditional statement, a row lock, or a version that"
                  + " is compared when writing.";
          case "CT006" ->
              "Catch the constraint's refusal and answer 409, so that clients can tell it from a"
                  + " defect.";
          default ->
              "Check and act in one step: a conditional statement, a unique constraint, or a lock"
                  + " that covers both and that all workers share.";
        };
    return repair + window;
  }

  private Interleaving interleaving(ScenarioResult result, Anomaly anomaly) {
    RunRecord run = anomaly.run();
    Map<String, String> lanes = new LinkedHashMap<>();
    List<Lane> drawn = new ArrayList<>();
    for (Exchange exchange : run.racing().values()) {
      String lane = String.valueOf((char) ('A' + Math.min(lanes.size(), 24)));
      lanes.put(exchange.template().id(), lane);
      drawn.add(
          new Lane(
              lane,
              "Request " + lane,
              exchange.template().operation(),
              exchange.template().identity()));
    }
    drawn.add(new Lane("Z", "Probe", "read-back and serial runs", Optional.empty()));
    List<Step> steps = new ArrayList<>();
    run.before()
        .values()
        .forEach(read -> steps.add(step("Z", Kind.READ, "before: " + shown(read))));
    long start = run.racing().values().stream().mapToLong(Exchange::releasedAt).min().orElse(0);
    record Timed(long at, Step step) {}
    List<Timed> timed = new ArrayList<>();
    for (Exchange exchange : run.racing().values()) {
      String lane = lanes.getOrDefault(exchange.template().id(), "A");
      timed.add(
          new Timed(
              exchange.releasedAt(),
              step(
                  lane,
                  Kind.START,
                  at(exchange.releasedAt() - start) + request(exchange.request()))));
      timed.add(
          new Timed(
              exchange.answeredAt(),
              step(lane, Kind.RESPOND, at(exchange.answeredAt() - start) + answer(exchange))));
    }
    timed.sort(Comparator.comparingLong(Timed::at));
    timed.forEach(one -> steps.add(one.step()));
    run.after().values().forEach(read -> steps.add(step("Z", Kind.READ, "after: " + shown(read))));
    for (RunRecord serial : result.serial()) {
      steps.add(step("Z", Kind.NOTE, serially(serial, lanes)));
    }
    return new Interleaving(drawn, steps);
  }

  private String serially(RunRecord serial, Map<String, String> lanes) {
    StringBuilder text = new StringBuilder("one after the other, ");
    text.append(
        String.join(
            " then ", serial.orderedIds().stream().map(id -> lanes.getOrDefault(id, id)).toList()));
    text.append(": ");
    List<String> parts = new ArrayList<>();
    for (String id : serial.orderedIds()) {
      Exchange exchange = serial.racing().get(id);
      if (exchange != null) {
        parts.add(lanes.getOrDefault(id, id) + " " + answer(exchange));
      }
    }
    serial.after().values().forEach(read -> parts.add("after: " + shown(read)));
    return redaction.line(text + String.join("; ", parts), 700);
  }

  private static String at(long nanos) {
    return String.format(Locale.ROOT, "+%.2f ms ", nanos / 1e6);
  }

  private String request(ConcreteRequest request) {
    return redaction.line(
        request.method()
            + " "
            + request.target()
            + request.body().map(body -> " " + body).orElse(""),
        CLIP);
  }

  private String shown(Exchange exchange) {
    return redaction.line(
        exchange.request().method() + " " + exchange.request().target() + ": " + answer(exchange),
        CLIP + 80);
  }

  private String answer(Exchange exchange) {
    return exchange
        .answer()
        .map(answer -> redaction.line(answer.status() + " " + answer.text(), CLIP))
        .orElseGet(() -> "no answer (" + exchange.trouble().orElse("unknown") + ")");
  }

  private static Step step(String lane, Kind kind, String text) {
    return new Step(
        lane,
        kind,
        text,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static String fingerprint(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }
}
