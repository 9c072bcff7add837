package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Interruption;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.config.FailOn;
import dev.crosstalk.cli.run.ProbeJob;
import dev.crosstalk.cli.run.Threshold;
import dev.crosstalk.cli.store.RunFile;
import dev.crosstalk.drive.http.HttpTarget;
import dev.crosstalk.drive.http.Journal;
import dev.crosstalk.drive.http.ProbeRecord;
import dev.crosstalk.drive.http.ProbeSettings;
import dev.crosstalk.drive.http.Promises;
import dev.crosstalk.drive.http.TargetException;
import dev.crosstalk.drive.http.Trace;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.RuleInfo;
import dev.crosstalk.openapi.copied.CopiedRequests;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.invariant.Invariant;
import dev.crosstalk.openapi.request.RequestTemplate;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.scenario.Planner;
import dev.crosstalk.openapi.scenario.ScenarioFile;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.signup.SignUp;
import dev.crosstalk.openapi.spec.Spec;
import dev.crosstalk.oracles.Invariants;
import dev.crosstalk.report.ReportFormat;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
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
      Optional<Spec> spec,
      List<Identity> identities,
      Optional<SignUp.Accounts> accounts,
      List<ScenarioPlan> plans,
      List<Invariant> invariants,
      OptionalLong seed,
      List<Gap> gaps) {}

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    if (arguments.operands().size() != 1) {
      throw new UsageException("which service? Name its URL, such as http://127.0.0.1:8000");
    }
    String url = arguments.operands().getFirst();
    Set<String> hosts = Set.copyOf(arguments.list(ProbeOptions.ALLOW_HOST).orElse(List.of()));
    ProbeSettings settings = ProbeInput.settings(arguments, 20);
    try {
      HttpTarget target = HttpTarget.of(url, hosts, arguments.has(ProbeOptions.INSECURE));
      Optional<ProbeHistory.Earlier> earlier = ProbeHistory.earlier(arguments, shell, target);
      Planned planned =
          plan(arguments, shell, target, hosts, earlier.map(ProbeHistory.Earlier::record));
      if (earlier.isPresent()) {
        ProbeHistory.check(earlier.get(), planned.plans());
      }
      if (arguments.has(ProbeOptions.PLAN_ONLY)) {
        shell.out().append(ScenarioFile.write(ProbeInput.printable(arguments, planned.plans())));
        return planned.plans().isEmpty() ? ExitCode.TROUBLE : ExitCode.CLEAN;
      }
      if (planned.plans().isEmpty()) {
        shell.say("nothing to race: no scenario was planned; give one with --scenario");
        return ExitCode.TROUBLE;
      }
      if (!arguments.has(OutputOptions.QUIET)) {
        shell.say(announcement(target, planned.plans()));
        planned
            .accounts()
            .ifPresent(accounts ->
                shell.say(
                    "the service asks for credentials: two accounts are signed up by "
                        + String.join(" and ", accounts.operations())
                        + "; --identities FILE uses yours instead"));
      }
      if (changes(planned.plans()) && !arguments.has(ProbeOptions.YES)) {
        shell.say(
            "this changes state at %s, so it needs --yes; --plan-only prints what would be sent"
                .formatted(target.url()));
        return ExitCode.TROUBLE;
      }
      return probe(arguments, shell, target, planned, settings, earlier);
    } catch (TargetException | DocumentException refused) {
      shell.say(String.valueOf(refused.getMessage()));
      return ExitCode.TROUBLE;
    }
  }

  private static int probe(
      Arguments arguments,
      Shell shell,
      HttpTarget target,
      Planned planned,
      ProbeSettings settings,
      Optional<ProbeHistory.Earlier> earlier)
      throws TargetException, IOException {
    boolean quiet = arguments.has(OutputOptions.QUIET);
    Optional<RunFile> file =
        ProbeHistory.open(
            arguments,
            shell,
            target,
            earlier,
            planned.seed(),
            settings,
            planned.spec(),
            planned.plans(),
            planned.invariants());
    try (Interruption interruption =
        Interruption.watch(() -> shell.say("interrupted: the round is finished and cleaned up"))) {
      ProbeJob.Outcome outcome =
          ProbeJob.run(
              new ProbeJob.Request(
                  Version.text(),
                  target,
                  planned.spec(),
                  planned.identities(),
                  planned.accounts().map(SignUp.Accounts::ways).orElse(List.of()),
                  planned.plans(),
                  settings,
                  planned.gaps(),
                  new Trace(
                      file.<Journal>map(one -> one).orElse(Journal.NONE),
                      earlier.map(ProbeHistory.Earlier::record),
                      new Promises(planned.invariants(), Invariants::violation),
                      interruption::isWanted)),
              shell.errIsTerminal() && !quiet ? shell::say : _ -> {});
      int code = tell(arguments, shell, target, planned, outcome);
      Optional<String> kept = file.flatMap(RunFile::name);
      if (outcome.unfinished() > 0 && kept.isPresent() && !quiet) {
        shell.say(
            "%d of %d scenarios are not finished; the same command with --resume goes on (%s)"
                .formatted(outcome.unfinished(), planned.plans().size(), kept.get()));
      }
      return interruption.isWanted() ? ExitCode.INTERRUPTED : code;
    } finally {
      file.ifPresent(RunFile::close);
    }
  }

  private static int tell(
      Arguments arguments,
      Shell shell,
      HttpTarget target,
      Planned planned,
      ProbeJob.Outcome outcome)
      throws IOException {
    List<Outputs.Output> outputs = Outputs.of(arguments, ReportFormat.FULL);
    List<RuleInfo> none = List.of();
    boolean written = new Printing(arguments, shell, _ -> none).print(outcome.report(), outputs);
    List<ScenarioPlan> plans = ProbeInput.printable(arguments, planned.plans());
    written &= Exports.write(arguments, shell, target.url(), plans, outcome.shown());
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

  private static Planned plan(
      Arguments arguments,
      Shell shell,
      HttpTarget target,
      Set<String> hosts,
      Optional<ProbeRecord> earlier)
      throws TargetException, DocumentException {
    List<Identity> identities = ProbeInput.identities(arguments, shell);
    List<Gap> gaps = new ArrayList<>();
    Optional<Spec> spec = Optional.empty();
    Optional<SignUp.Accounts> accounts = Optional.empty();
    OptionalLong seed = OptionalLong.empty();
    List<ScenarioPlan> plans;
    if (arguments.has(ProbeOptions.SCENARIO)) {
      plans =
          ScenarioFile.parse(
              ProbeInput.text(arguments.value(ProbeOptions.SCENARIO).orElseThrow(), shell));
      ProbeInput.checkIdentities(plans, identities);
      if (arguments.has(ProbeOptions.OPENAPI)) {
        spec = Optional.of(ProbeInput.spec(arguments, shell, target, hosts));
      }
    } else if (ProbeInput.isCopied(arguments)) {
      plans = CopiedRequests.plans(ProbeInput.copied(arguments, shell, target));
    } else {
      spec = Optional.of(ProbeInput.spec(arguments, shell, target, hosts));
      seed = earlier.map(ProbeRecord::seed).orElse(OptionalLong.empty());
      if (seed.isEmpty()) {
        seed = OptionalLong.of(seed(arguments, shell));
      }
      SampleData data = new SampleData(seed.getAsLong());
      if (identities.isEmpty()) {
        accounts = SignUp.of(spec.get(), data);
      }
      Planner planner = new Planner(spec.get(), identities, data);
      plans = planner.plans(500);
      identities = planner.identities();
      spec.get().troubles().forEach(line -> gaps.add(gap(Gap.Kind.UNREADABLE, line)));
      spec.get().notFollowed().forEach(line -> gaps.add(gap(Gap.Kind.LIMIT, line)));
    }
    List<ScenarioPlan> wanted = ProbeInput.chosen(arguments, plans);
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
    List<Invariant> invariants =
        ProbeInput.invariants(
            arguments,
            shell,
            ProbeOptions.INVARIANTS,
            ProbeOptions.SCENARIO,
            ProbeOptions.IDENTITIES);
    if (!invariants.isEmpty()) {
      chosen = chosen.stream().map(plan -> Invariant.read(plan, invariants)).toList();
      ProbeInput.checkIdentities(chosen, identities);
    }
    return new Planned(spec, identities, accounts, chosen, invariants, seed, gaps);
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

  private static boolean changes(List<ScenarioPlan> plans) {
    return plans.stream()
        .flatMap(plan -> ProbeInput.requests(plan).stream())
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

  private static Gap gap(Gap.Kind kind, String line) {
    return new Gap(kind, Optional.empty(), OptionalInt.empty(), Optional.empty(), line);
  }
}
