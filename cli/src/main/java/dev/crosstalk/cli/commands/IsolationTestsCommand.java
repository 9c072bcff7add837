package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.run.DocumentFile;
import dev.crosstalk.cli.run.IsolationJob;
import dev.crosstalk.cli.run.JunitFile;
import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.agent.Target;
import dev.crosstalk.drive.http.HttpTarget;
import dev.crosstalk.drive.http.TargetException;
import dev.crosstalk.drive.serve.ServedApp;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.sample.SampleData;
import dev.crosstalk.openapi.scenario.IsolationSuite;
import dev.crosstalk.openapi.scenario.Planner;
import dev.crosstalk.openapi.scenario.PytestFile;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.openapi.spec.Spec;
import dev.crosstalk.report.ReportFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `crosstalk isolation-tests`: a suite that keeps tenants apart, written once and run on every
/// change.
public final class IsolationTestsCommand implements Command {
  private static final String SUITE = "isolation.toml";
  private static final Duration START = Duration.ofSeconds(40);

  @Override
  public String name() {
    return "isolation-tests";
  }

  @Override
  public String summary() {
    return "test on every change that tenants stay apart";
  }

  @Override
  public OptionTable options() {
    return IsolationOptions.TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    List<String> words = arguments.operands();
    try {
      if (words.size() == 2 && words.getFirst().equals("generate")) {
        return generate(words.get(1), arguments, shell);
      }
      if (words.size() == 3 && words.getFirst().equals("run")) {
        return run(words.get(1), words.get(2), arguments, shell);
      }
    } catch (DocumentException | TargetException | AgentException refused) {
      shell.say(String.valueOf(refused.getMessage()));
      return ExitCode.TROUBLE;
    }
    throw new UsageException(
        "write crosstalk isolation-tests generate DOCUMENT, or crosstalk isolation-tests run SUITE"
            + " SERVICE");
  }

  private static int generate(String document, Arguments arguments, Shell shell)
      throws DocumentException, TargetException, AgentException, IOException {
    Spec spec = Spec.of(SpecSource.read(document, arguments, shell));
    List<Identity> given = ProbeInput.identities(arguments, shell);
    long seed = arguments.number(ProbeOptions.SEED, 0, Integer.MAX_VALUE).orElse(1);
    Planner planner = new Planner(spec, given, new SampleData(seed));
    List<ScenarioPlan> plans =
        ProbeInput.chosen(arguments, planner.plans(1_000)).stream()
            .filter(ScenarioPlan::foreignDataIsLeak)
            .limit(arguments.number(IsolationOptions.ROUTES, 1, 10_000).orElse(40))
            .toList();
    if (plans.isEmpty()) {
      shell.say(
          "no route of %s says who asks, so there is nothing to keep apart".formatted(document));
      return ExitCode.TROUBLE;
    }
    int rounds = arguments.number(ProbeOptions.ROUNDS, 1, 1_000).orElse(6);
    IsolationSuite suite = IsolationSuite.of(rounds, planner.identities(), plans);
    boolean written =
        Exports.write(
            arguments,
            shell,
            arguments.value(OutputOptions.FILE).orElse(SUITE),
            suite.write(),
            plans.size());
    if (arguments.has(IsolationOptions.PYTEST)) {
      written &=
          Exports.write(
              arguments,
              shell,
              arguments.value(IsolationOptions.PYTEST).orElseThrow(),
              PytestFile.write("http://127.0.0.1:8000", plans),
              plans.size());
    }
    return written ? ExitCode.CLEAN : ExitCode.TROUBLE;
  }

  private static int run(String file, String service, Arguments arguments, Shell shell)
      throws DocumentException, TargetException, IOException {
    IsolationSuite suite;
    try {
      suite = IsolationSuite.parse(ProbeInput.text(file, shell));
    } catch (DocumentException wrong) {
      throw new DocumentException("%s: %s".formatted(file, wrong.getMessage()), wrong);
    }
    if (service.startsWith("http://") || service.startsWith("https://")) {
      return run(suite, service, arguments, shell);
    }
    Target app = ExploreOptions.target(arguments, shell, service);
    try (ServedApp served = ServedApp.start(app.interpreter(), app.app(), app.folder(), START)) {
      return run(suite, served.url(), arguments, shell);
    }
  }

  private static int run(IsolationSuite suite, String url, Arguments arguments, Shell shell)
      throws TargetException, DocumentException, IOException {
    Set<String> hosts = Set.copyOf(arguments.list(ProbeOptions.ALLOW_HOST).orElse(List.of()));
    HttpTarget target = HttpTarget.of(url, hosts, arguments.has(ProbeOptions.INSECURE));
    List<ScenarioPlan> plans = ProbeInput.chosen(arguments, suite.plans());
    List<Identity> identities = ProbeInput.identities(arguments, shell);
    if (identities.isEmpty()) {
      identities =
          suite.tenants().entrySet().stream()
              .map(entry -> Identity.anonymous(entry.getKey(), entry.getValue()))
              .toList();
    }
    ProbeInput.checkIdentities(plans, identities);
    IsolationJob.Outcome outcome =
        IsolationJob.run(
            Version.text(),
            target,
            identities,
            plans,
            ProbeInput.settings(arguments, suite.rounds()),
            _ -> {});
    Printing printing = new Printing(arguments, shell, _ -> List.of());
    boolean written = printing.print(outcome.report(), Outputs.of(arguments, ReportFormat.FULL));
    Optional<String> sarif = arguments.value(IsolationOptions.SARIF);
    if (sarif.isPresent()) {
      written &= printing.write(outcome.report(), ReportFormat.SARIF, sarif.get(), "");
    }
    Optional<String> junit = arguments.value(IsolationOptions.JUNIT);
    if (junit.isPresent()) {
      written &= junit(outcome, junit.get(), arguments, shell);
    }
    outcome.trouble().ifPresent(line -> shell.say("the tests ended early: " + line));
    boolean judged =
        outcome.tests().stream().noneMatch(test -> test.state() == JunitFile.State.ERROR);
    if (!written || outcome.trouble().isPresent() || !judged) {
      return ExitCode.TROUBLE;
    }
    return outcome.report().report().findings().isEmpty() ? ExitCode.CLEAN : ExitCode.FINDINGS;
  }

  private static boolean junit(
      IsolationJob.Outcome outcome, String file, Arguments arguments, Shell shell) {
    try {
      DocumentFile.write(
          shell.resolve(file),
          out -> JunitFile.write("crosstalk.isolation", outcome.tests(), outcome.seconds(), out));
    } catch (IOException failure) {
      shell.say("cannot write %s (%s)".formatted(file, failure.getMessage()));
      return false;
    }
    if (!arguments.has(OutputOptions.QUIET)) {
      shell.say("wrote %s: %d tests".formatted(file, outcome.tests().size()));
    }
    return true;
  }
}
