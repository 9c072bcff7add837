package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.config.FailOn;
import dev.crosstalk.cli.run.ProbeJob;
import dev.crosstalk.cli.run.Threshold;
import dev.crosstalk.drive.http.HttpTarget;
import dev.crosstalk.drive.http.ProbeSettings;
import dev.crosstalk.drive.http.SpecFetch;
import dev.crosstalk.drive.http.TargetException;
import dev.crosstalk.drive.http.Techniques;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.RuleInfo;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.identity.IdentityFile;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.scenario.Planner;
import dev.crosstalk.openapi.scenario.ScenarioFile;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.spec.Spec;
import dev.crosstalk.report.ReportFormat;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// `crosstalk probe`: a running service in, races out.
public final class ProbeCommand implements Command {

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public String summary() {
    return "race a running service with synchronised requests";
  }

  @Override
  public OptionTable options() {
    return ProbeOptions.TABLE;
  }

  /// What to send, and from what it was planned.
  private record Planned(
      Optional<Spec> spec, List<Identity> identities, List<ScenarioPlan> plans, List<Gap> gaps) {}

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    if (arguments.operands().size() != 1) {
      throw new UsageException("which service? Name its URL, such as http://127.0.0.1:8000");
    }
    String url = arguments.operands().getFirst();
    Set<String> hosts = Set.copyOf(arguments.list(ProbeOptions.ALLOW_HOST).orElse(List.of()));
    ProbeSettings settings = settings(arguments);
    try {
      HttpTarget target = HttpTarget.of(url, hosts, arguments.has(ProbeOptions.INSECURE));
      Planned planned = plan(arguments, shell, target, hosts);
      if (arguments.has(ProbeOptions.PLAN_ONLY)) {
        shell.out().append(ScenarioFile.write(planned.plans()));
        return planned.plans().isEmpty() ? ExitCode.TROUBLE : ExitCode.CLEAN;
      }
      if (planned.plans().isEmpty()) {
        shell.say("nothing to race: no scenario was planned; give one with --scenario");
        return ExitCode.TROUBLE;
      }
      if (!arguments.has(OutputOptions.QUIET)) {
        shell.say(announcement(target, planned.plans()));
      }
      if (changes(planned.plans()) && !arguments.has(ProbeOptions.YES)) {
        shell.say(
            "this changes state at %s, so it needs --yes; --plan-only prints what would be sent"
                .formatted(target.url()));
        return ExitCode.TROUBLE;
      }
      return probe(arguments, shell, target, planned, settings);
    } catch (TargetException | DocumentException refused) {
      shell.say(String.valueOf(refused.getMessage()));
      return ExitCode.TROUBLE;
    }
  }

  private static int probe(
      Arguments arguments, Shell shell, HttpTarget target, Planned planned, ProbeSettings settings)
      throws TargetException, IOException {
    List<Outputs.Output> outputs = Outputs.of(arguments, ReportFormat.FULL);
    Consumer<String> progress =
        shell.errIsTerminal() && !arguments.has(OutputOptions.QUIET) ? shell::say : _ -> {};
    ProbeJob.Outcome outcome =
        ProbeJob.run(
            new ProbeJob.Request(
                Version.text(),
                target,
                planned.spec(),
                planned.identities(),
                planned.plans(),
                settings,
                planned.gaps()),
            progress);
    List<RuleInfo> none = List.of();
    boolean written = new Printing(arguments, shell, _ -> none).print(outcome.report(), outputs);
    outcome.trouble().ifPresent(line -> shell.say("the probe ended early: " + line));
    if (!written || outcome.trouble().isPresent()) {
      return ExitCode.TROUBLE;
    }
    FailOn failOn = ScanPlan.failOn(arguments, FailOn.DEFAULT);
    return Threshold.isReached(outcome.report().report(), failOn)
            && !arguments.has(ScanOptions.EXIT_ZERO)
        ? ExitCode.FINDINGS
        : ExitCode.CLEAN;
  }

  private static ProbeSettings settings(Arguments arguments) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header : arguments.list(ProbeOptions.HEADER).orElse(List.of())) {
      int colon = header.indexOf(':');
      if (colon <= 0) {
        throw new UsageException("--header needs NAME:VALUE, not '%s'".formatted(header));
      }
      headers.put(header.substring(0, colon).strip(), header.substring(colon + 1).strip());
    }
    return new ProbeSettings(
        arguments.number(ProbeOptions.ROUNDS, 1, 1_000).orElse(20),
        Duration.ofSeconds(arguments.number(ProbeOptions.DURATION, 1, 36_000).orElse(60)),
        Duration.ofSeconds(arguments.number(ProbeOptions.TIMEOUT, 1, 600).orElse(10)),
        headers,
        arguments
            .value(ProbeOptions.TECHNIQUE)
            .map(word -> Techniques.Wish.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')))
            .orElse(Techniques.Wish.AUTO));
  }

  private static Planned plan(
      Arguments arguments, Shell shell, HttpTarget target, Set<String> hosts)
      throws TargetException, DocumentException {
    List<Identity> identities = identities(arguments, shell);
    List<Gap> gaps = new ArrayList<>();
    Optional<Spec> spec = Optional.empty();
    List<ScenarioPlan> plans;
    if (arguments.has(ProbeOptions.SCENARIO)) {
      plans = ScenarioFile.parse(text(arguments.value(ProbeOptions.SCENARIO).orElseThrow(), shell));
      checkIdentities(plans, identities);
      if (arguments.has(ProbeOptions.OPENAPI)) {
        spec = Optional.of(spec(arguments, shell, target, hosts));
      }
    } else {
      spec = Optional.of(spec(arguments, shell, target, hosts));
      long seed = seed(arguments, shell);
      Planner planner = new Planner(spec.get(), identities, new SampleData(seed));
      plans = planner.plans(500);
      identities = planner.identities();
      spec.get().troubles().forEach(line -> gaps.add(gap(Gap.Kind.UNREADABLE, line)));
      spec.get().notFollowed().forEach(line -> gaps.add(gap(Gap.Kind.LIMIT, line)));
    }
    List<String> include = arguments.list(ProbeOptions.INCLUDE).orElse(List.of(""));
    List<String> exclude = arguments.list(ProbeOptions.EXCLUDE).orElse(List.of());
    List<ScenarioPlan> wanted =
        plans.stream()
            .filter(plan -> include.stream().anyMatch(plan.name()::contains))
            .filter(plan -> exclude.stream().noneMatch(plan.name()::contains))
            .toList();
    int most = arguments.number(ProbeOptions.SCENARIOS, 1, 10_000).orElse(40);
    if (wanted.size() > most) {
      gaps.add(
          gap(
              Gap.Kind.LIMIT,
              "%d of %d scenarios are probed; --max-scenarios raises the limit"
                  .formatted(most, wanted.size())));
    }
    List<ScenarioPlan> chosen = wanted.stream().limit(most).toList();
    if (arguments.has(ProbeOptions.RESET)) {
      RequestTemplate reset = reset(arguments.value(ProbeOptions.RESET).orElseThrow());
      chosen = chosen.stream().map(plan -> withReset(plan, reset)).toList();
    }
    return new Planned(spec, identities, chosen, gaps);
  }

  private static long seed(Arguments arguments, Shell shell) {
    Optional<Integer> given = arguments.number(ProbeOptions.SEED, 0, Integer.MAX_VALUE);
    if (given.isPresent()) {
      return given.get();
    }
    int drawn = new SecureRandom().nextInt(Integer.MAX_VALUE);
    if (!arguments.has(OutputOptions.QUIET)) {
      shell.say("sample data by --seed %d".formatted(drawn));
    }
    return drawn;
  }

  private static RequestTemplate reset(String operation) {
    String[] parts = operation.strip().split(" ", 2);
    if (parts.length != 2
        || !parts[0].matches("POST|PUT|DELETE|PATCH")
        || !parts[1].matches("/[!-~]*")) {
      throw new UsageException(
          "--reset-with needs a method and a path, such as 'POST /reset', not '%s'"
              .formatted(operation));
    }
    return new RequestTemplate(
        "reset",
        Optional.empty(),
        parts[0],
        parts[1],
        parts[1],
        Map.of(),
        Optional.empty(),
        Map.of());
  }

  private static ScenarioPlan withReset(ScenarioPlan plan, RequestTemplate reset) {
    return new ScenarioPlan(
        plan.name(),
        plan.reason(),
        plan.score(),
        Stream.concat(Stream.of(reset), plan.setUp().stream()).toList(),
        plan.racing(),
        plan.readBack(),
        plan.cleanUp(),
        plan.foreignDataIsLeak());
  }

  private static void checkIdentities(List<ScenarioPlan> plans, List<Identity> identities)
      throws DocumentException {
    Set<String> known = Set.copyOf(identities.stream().map(Identity::name).toList());
    for (ScenarioPlan plan : plans) {
      for (RequestTemplate request : requests(plan)) {
        if (request.identity().filter(name -> !known.contains(name)).isPresent()
            && !identities.isEmpty()) {
          throw new DocumentException(
              "scenario `%s` names the identity `%s`, which the identities file does not have"
                  .formatted(plan.name(), request.identity().get()));
        }
      }
    }
  }

  private static List<RequestTemplate> requests(ScenarioPlan plan) {
    return Stream.of(plan.setUp(), plan.racing(), plan.readBack(), plan.cleanUp())
        .flatMap(List::stream)
        .toList();
  }

  private static boolean changes(List<ScenarioPlan> plans) {
    return plans.stream()
        .flatMap(plan -> requests(plan).stream())
        .anyMatch(request -> !request.method().equals("GET") && !request.method().equals("HEAD"));
  }

  private static String announcement(HttpTarget target, List<ScenarioPlan> plans) {
    Map<String, Integer> methods = new TreeMap<>();
    for (ScenarioPlan plan : plans) {
      plan.racing().forEach(request -> methods.merge(request.method(), 1, Integer::sum));
    }
    return "%s (%s): %d scenarios; racing %s. The service's own calls to others are real."
        .formatted(
            target.url(),
            target.addressText(),
            plans.size(),
            String.join(
                ", ",
                methods.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .toList()));
  }

  private static Spec spec(Arguments arguments, Shell shell, HttpTarget target, Set<String> hosts)
      throws TargetException, DocumentException {
    String where =
        arguments.value(ProbeOptions.OPENAPI).orElseGet(() -> target.url() + "/openapi.json");
    try {
      Object document =
          where.startsWith("http://") || where.startsWith("https://")
              ? Documents.parse(SpecFetch.fetch(where, hosts, arguments.has(ProbeOptions.INSECURE)))
              : Documents.read(shell.resolve(where));
      return Spec.of(document);
    } catch (DocumentException broken) {
      throw new DocumentException("%s: %s".formatted(where, broken.getMessage()), broken);
    } catch (TargetException missing) {
      throw new TargetException(
          "%s%s"
              .formatted(
                  missing.getMessage(),
                  arguments.has(ProbeOptions.OPENAPI)
                      ? ""
                      : "; name the document with --openapi, or scenarios with --scenario"),
          missing);
    }
  }

  private static List<Identity> identities(Arguments arguments, Shell shell)
      throws DocumentException {
    Optional<String> file = arguments.value(ProbeOptions.IDENTITIES);
    if (file.isEmpty()) {
      return List.of();
    }
    try {
      return new IdentityFile(shell::variable).parse(text(file.get(), shell));
    } catch (DocumentException wrong) {
      throw new DocumentException("%s: %s".formatted(file.get(), wrong.getMessage()), wrong);
    }
  }

  private static String text(String file, Shell shell) throws DocumentException {
    Path path = shell.resolve(file);
    try {
      if (Files.size(path) > Documents.MAX_BYTES) {
        throw new DocumentException("%s is too large".formatted(file));
      }
      return Files.readString(path);
    } catch (MalformedInputException notText) {
      throw new DocumentException("%s is not UTF-8 text".formatted(file), notText);
    } catch (IOException unreadable) {
      throw new DocumentException("cannot read %s".formatted(file), unreadable);
    }
  }

  private static Gap gap(Gap.Kind kind, String line) {
    return new Gap(kind, Optional.empty(), OptionalInt.empty(), Optional.empty(), line);
  }
}
