package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.copied.CopiedRequests;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.invariant.Invariant;
import dev.crosstalk.openapi.invariant.InvariantFile;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.scenario.ScenarioFile;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.spec.Spec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a probe did, read back from its journal: to go on with it, or to judge it again without the
/// service.
public final class ProbeRecord {
  private static final int FORMAT = 1;

  private final Map<?, ?> header;
  private final List<ScenarioPlan> plans;
  private final List<Invariant> invariants;
  private final Map<Integer, List<List<RecordedRuns.Entry>>> attempts = new HashMap<>();
  private final Map<Integer, String> results = new HashMap<>();
  private final Map<Integer, String> techniques = new HashMap<>();
  private final Map<Integer, Burst> bursts = new HashMap<>();
  private final Set<String> gaps = new LinkedHashSet<>();
  private final Set<Integer> open = new LinkedHashSet<>();
  private Optional<String> trouble = Optional.of("interrupted");
  private int runs;
  private boolean full;

  private ProbeRecord(Map<?, ?> header, List<ScenarioPlan> plans, List<Invariant> invariants) {
    this.invariants = invariants;
    this.header = header;
    this.plans = plans;
  }

  /// The first line of a journal.
  ///
  /// @param seed of the sample data, when scenarios were planned
  /// @param started as people read it
  public static String header(
      String version,
      String target,
      String started,
      OptionalLong seed,
      ProbeSettings settings,
      Optional<Spec> spec,
      List<ScenarioPlan> plans,
      List<Invariant> invariants) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("crosstalk", (long) FORMAT);
    line.put("command", "probe");
    line.put("version", version);
    line.put("target", target);
    line.put("started", started);
    seed.ifPresent(number -> line.put("seed", number));
    line.put("rounds", (long) settings.rounds());
    line.put("operations", (long) spec.map(known -> known.operations().size()).orElse(0));
    line.put("fingerprint", fingerprint(plans));
    line.put(
        "scenarios",
        ScenarioFile.write(plans.stream().map(plan -> bare(plan, new Veil())).toList()));
    line.put("invariants", InvariantFile.write(invariants));
    line.put("pointers", plans.stream().map(plan -> (Object) pointer(spec, plan)).toList());
    return Json.write(line);
  }

  /// Tells whether two lists of scenarios send the same.
  static String fingerprint(List<ScenarioPlan> plans) {
    String text =
        ScenarioFile.write(plans.stream().map(CopiedRequests::withoutCredentials).toList());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  static String pointer(Optional<Spec> spec, ScenarioPlan plan) {
    RequestTemplate first = plan.racing().getFirst();
    return spec.flatMap(known -> known.operation(first.method(), first.pathTemplate()))
        .map(operation -> operation.pointer())
        .orElse("");
  }

  /// What judging needs of a plan: no bodies and no credentials; the runs have what was sent.
  private static ScenarioPlan bare(ScenarioPlan plan, Veil veil) {
    return new ScenarioPlan(
        plan.name(),
        plan.reason(),
        plan.score(),
        bare(plan.setUp(), veil),
        bare(plan.racing(), veil),
        bare(plan.readBack(), veil),
        bare(plan.cleanUp(), veil),
        plan.foreignDataIsLeak());
  }

  private static List<RequestTemplate> bare(List<RequestTemplate> requests, Veil veil) {
    return requests.stream()
        .map(request ->
            new RequestTemplate(
                request.id(),
                request.identity(),
                request.method(),
                veil.over(request.pathTemplate(), List.of()),
                veil.over(request.target(), List.of()),
                Map.of(),
                Optional.empty(),
                request.captures()))
        .toList();
  }

  /// Reads a journal. A last line that was cut off is left out.
  ///
  /// @throws DocumentException with one line when it is no journal of a probe
  public static ProbeRecord read(List<String> lines) throws DocumentException {
    if (lines.isEmpty() || !(Json.parse(lines.getFirst()) instanceof Map<?, ?> header)) {
      throw new DocumentException("it is no record of a run");
    }
    if (!(header.get("crosstalk") instanceof Long format) || format != FORMAT) {
      throw new DocumentException("it was written by another version of Crosstalk");
    }
    if (!(header.get("scenarios") instanceof String scenarios)
        || !(header.get("target") instanceof String)
        || !(header.get("rounds") instanceof Long)) {
      throw new DocumentException("it is no record of a probe");
    }
    ProbeRecord record =
        new ProbeRecord(
            header,
            ScenarioFile.parse(scenarios),
            header.get("invariants") instanceof String text
                ? InvariantFile.parse(text)
                : List.of());
    for (int i = 1; i < lines.size(); i++) {
      try {
        record.take(lines.get(i));
      } catch (DocumentException damaged) {
        if (i == lines.size() - 1) {
          break;
        }
        throw new DocumentException("line %d: %s".formatted(i + 1, damaged.getMessage()), damaged);
      }
    }
    return record;
  }

  private void take(String line) throws DocumentException {
    if (!(Json.parse(line) instanceof Map<?, ?> map)) {
      throw new DocumentException("no object");
    }
    if (map.containsKey("begin")) {
      open.clear();
      trouble = Optional.of("interrupted");
    } else if (map.get("gap") instanceof String gap) {
      gaps.add(gap);
    } else if (map.containsKey("full")) {
      full = true;
    } else if (map.get("end") instanceof String end) {
      trouble = Optional.of(end).filter(text -> !text.isEmpty());
    } else if (map.get("scenario") instanceof Long number) {
      if (number < 0 || number >= plans.size()) {
        throw new DocumentException("there is no scenario %d".formatted(number));
      }
      scenario(number.intValue(), map);
    }
  }

  private void scenario(int index, Map<?, ?> map) throws DocumentException {
    List<List<RecordedRuns.Entry>> known =
        attempts.computeIfAbsent(index, key -> new ArrayList<>());
    if (open.add(index)) {
      known.add(new ArrayList<>());
    }
    if (map.get("run") instanceof Map<?, ?> tree) {
      RunRecord run = RunLines.read(tree, plans.get(index));
      known.getLast().add(new RecordedRuns.Entry.Run(run));
      runs = Math.max(runs, run.number());
    } else if (map.get("refused") instanceof String reason) {
      known.getLast().add(new RecordedRuns.Entry.Refused(reason));
    } else if (map.get("burst") instanceof Map<?, ?> tree) {
      bursts.put(index, Burst.of(tree));
    } else if (map.get("result") instanceof String result) {
      results.put(index, result);
    }
    if (map.get("technique") instanceof String technique) {
      techniques.put(index, technique);
    }
  }

  public String target() {
    return String.valueOf(header.get("target"));
  }

  public String version() {
    return String.valueOf(header.get("version"));
  }

  /// When it began, as people read it.
  public String started() {
    return String.valueOf(header.get("started"));
  }

  public OptionalLong seed() {
    return header.get("seed") instanceof Long seed ? OptionalLong.of(seed) : OptionalLong.empty();
  }

  public int operations() {
    return header.get("operations") instanceof Long number ? Math.clamp(number, 0, 100_000) : 0;
  }

  public int scenarios() {
    return plans.size();
  }

  /// Scenarios that need not be probed again.
  public int done() {
    return full ? 0 : results.size();
  }

  public boolean isComplete() {
    return done() == plans.size();
  }

  /// True when these scenarios send what the recorded ones sent.
  public boolean isOf(List<ScenarioPlan> others) {
    return fingerprint(others).equals(header.get("fingerprint"));
  }

  /// The number of the last run.
  int runs() {
    return runs;
  }

  boolean isDone(int index) {
    return !full && results.containsKey(index);
  }

  Optional<Burst> burst(int index) {
    return Optional.ofNullable(bursts.get(index));
  }

  /// What the record of a scenario says, judged now; empty when it was not begun. The last attempt
  /// counts, unless only an earlier one shows a race.
  Optional<ScenarioResult> result(int index, Promises.Check check) {
    List<ScenarioResult> judged = new ArrayList<>();
    int rounds = header.get("rounds") instanceof Long number ? Math.clamp(number, 1, 1_000) : 1;
    for (List<RecordedRuns.Entry> entries : attempts.getOrDefault(index, List.of())) {
      ScenarioProbe probe =
          new ScenarioProbe(
              new RecordedRuns(entries),
              () -> techniques.getOrDefault(index, "unknown"),
              rounds,
              new Promises(invariants, check));
      try {
        judged.addFirst(probe.probe(plans.get(index), Long.MAX_VALUE));
      } catch (TargetException impossible) {
        throw new IllegalStateException("nothing is sent", impossible);
      }
    }
    return judged.stream()
        .filter(result -> result.anomaly().isPresent())
        .findFirst()
        .or(() -> judged.stream().findFirst());
  }

  /// Judges everything again, without the service.
  ///
  /// @param check for the invariants of the run
  public Probe.Outcome judge(Promises.Check check) {
    Told told = new Told(() -> new Redaction(List.of()));
    gaps.forEach(told::gap);
    int begun = 0;
    for (int i = 0; i < plans.size(); i++) {
      Optional<ScenarioResult> result = result(i, check);
      if (result.isEmpty()) {
        continue;
      }
      begun++;
      told.keep(result.get(), pointer(i));
      if (bursts.containsKey(i)) {
        told.keep(bursts.get(i), plans.get(i), pointer(i));
      }
      String then = results.getOrDefault(i, told.lastResult());
      if (!then.equals(told.lastResult())) {
        told.gap(
            "%s: the run said `%s`; judged again from its record it is `%s`"
                .formatted(plans.get(i).name(), then, told.lastResult()));
      }
    }
    if (begun < plans.size()) {
      told.gap("%d of %d scenarios were not probed".formatted(plans.size() - begun, plans.size()));
    }
    if (full) {
      told.gap("the record reached its largest size, so what came later is missing");
    }
    return told.outcome(trouble, plans.size() - done());
  }

  private String pointer(int index) {
    return header.get("pointers") instanceof List<?> list
            && index < list.size()
            && list.get(index) instanceof String pointer
        ? pointer
        : "";
  }
}
