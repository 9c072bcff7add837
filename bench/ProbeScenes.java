import dev.crosstalk.drive.http.HttpTarget;
import dev.crosstalk.drive.http.Probe;
import dev.crosstalk.drive.http.ProbeRecord;
import dev.crosstalk.drive.http.ProbeSettings;
import dev.crosstalk.drive.http.Promises;
import dev.crosstalk.drive.http.SpecFetch;
import dev.crosstalk.drive.http.Techniques;
import dev.crosstalk.drive.http.Trace;
import dev.crosstalk.drive.live.LiveDemo;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.scenario.Planner;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.spec.Spec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// How soon `probe` finds each vulnerable scene of the built-in service, and how many rounds its
/// repaired twin stays silent. Argument: rounds of the twins (default: 200).
public final class ProbeScenes {
  private static final List<String> SCENES =
      List.of(
          "/reports by two",
          "/purchase twice",
          "/transfers twice",
          "/people/{person_id} with two different",
          "/counter/increment twice",
          "POST /KIND/chat/{session} by two");

  /// Twins whose racy side shows nothing of its own.
  private static final List<String> ALSO_SILENT =
      List.of("GET /KIND/chat/{session} by two", "DELETE /KIND/people/{person_id} against");

  private static final int MOST_ROUNDS = 10;
  private static final double MOST_SECONDS = 5;

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 200;
    boolean good = true;
    System.out.println(
        "| scene | found after rounds | seconds | as | twin: rounds | overlapped | found |");
    System.out.println("|---|---|---|---|---|---|---|");
    try (LiveDemo demo = LiveDemo.start()) {
      HttpTarget target = HttpTarget.of(demo.url(), Set.of(), false);
      Spec spec =
          Spec.of(Documents.parse(SpecFetch.fetch(demo.url() + "/openapi.json", Set.of(), false)));
      Planner planner = new Planner(spec, List.of(), new SampleData(7));
      List<String> all = new ArrayList<>(SCENES);
      all.addAll(ALSO_SILENT);
      for (String scene : all) {
        boolean races = SCENES.contains(scene);
        ScenarioPlan safe = plan(planner, scene, "safe");
        Found found =
            races ? find(target, spec, planner, plan(planner, scene, "racy")) : new Found();
        Probe.Outcome silent =
            new Probe(target, Optional.of(spec), planner.identities(), settings(rounds), _ -> {})
                .run(List.of(safe));
        Map<String, Object> row = silent.rounds().getFirst();
        good &=
            (!races || (found.rounds <= MOST_ROUNDS && found.seconds <= MOST_SECONDS))
                && silent.findings().isEmpty();
        System.out.printf(
            Locale.ROOT,
            "| %s | %s | %s | %s | %s | %s | %s |%n",
            safe.name().replace("/safe", ""),
            races ? found.rounds : "",
            races ? "%.1f".formatted(found.seconds) : "",
            races ? found.code : "",
            row.get("rounds"),
            row.get("overlapped"),
            silent.findings().isEmpty() ? "nothing" : row.get("result"));
      }
    }
    System.out.println(
        good
            ? "\nEach scene is found within %d rounds and %.0f s, each twin is silent."
                .formatted(MOST_ROUNDS, MOST_SECONDS)
            : "\nA BOUND IS MISSED.");
    System.exit(good ? 0 : 1);
  }

  private static ScenarioPlan plan(Planner planner, String scene, String kind) {
    String words = scene.replace("KIND", kind);
    return planner.plans(500).stream()
        .filter(plan -> plan.name().contains("/" + kind + "/") && plan.name().contains(words))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no scenario " + words));
  }

  private static ProbeSettings settings(int rounds) {
    return new ProbeSettings(
        rounds, Duration.ofSeconds(600), Duration.ofSeconds(10), Map.of(), Techniques.Wish.AUTO);
  }

  private static final class Found {
    int rounds = Integer.MAX_VALUE;
    double seconds = Double.POSITIVE_INFINITY;
    String code = "nothing";
  }

  /// Probes and then judges ever longer beginnings of the record, to see when the race was sure.
  private static Found find(HttpTarget target, Spec spec, Planner planner, ScenarioPlan plan)
      throws Exception {
    record Line(String text, long at) {}
    List<Line> lines = new ArrayList<>();
    String header =
        ProbeRecord.header(
            "bench",
            target.url(),
            "now",
            OptionalLong.empty(),
            settings(20),
            Optional.of(spec),
            List.of(plan),
            List.of());
    long start = System.nanoTime();
    new Probe(
            target,
            Optional.of(spec),
            planner.identities(),
            List.of(),
            settings(20),
            new Trace(
                line -> lines.add(new Line(line, System.nanoTime())),
                Optional.empty(),
                Promises.NONE,
                () -> false),
            _ -> {})
        .run(List.of(plan));
    Found found = new Found();
    List<String> known = new ArrayList<>(List.of(header));
    int raced = 0;
    for (Line line : lines) {
      known.add(line.text());
      raced += line.text().contains("\"raced\":true") ? 1 : 0;
      Probe.Outcome judged = judge(known);
      if (!judged.findings().isEmpty()) {
        found.rounds = raced;
        found.seconds = (line.at() - start) / 1e9;
        found.code = judged.findings().getFirst().rule().code();
        break;
      }
    }
    return found;
  }

  private static Probe.Outcome judge(List<String> lines) throws DocumentException {
    return ProbeRecord.read(lines).judge(Promises.NONE.check());
  }

  private ProbeScenes() {}
}
