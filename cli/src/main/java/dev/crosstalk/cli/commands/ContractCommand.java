package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Nearest;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.config.FailOn;
import dev.crosstalk.cli.run.ContractJob;
import dev.crosstalk.cli.run.DocumentFile;
import dev.crosstalk.cli.run.Threshold;
import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.drive.http.TargetException;
import dev.crosstalk.model.RuleInfo;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.scenario.ScenarioFile;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import dev.crosstalk.report.ReportFormat;
import dev.crosstalk.rules.contract.ContractRule;
import dev.crosstalk.rules.contract.ContractRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `crosstalk contract`: an OpenAPI document in, findings and a ranking out.
public final class ContractCommand implements Command {
  private static final Option SCENARIOS =
      Option.value(
          "--write-scenarios", "FILE", "Write the planned scenarios to FILE, to review and edit.");

  private static final int RANKED_FOR_PEOPLE = 10;

  private static final OptionTable TABLE =
      new OptionTable(
          "crosstalk contract [OPTION]... FILE|URL|MODULE:APP",
          "Read an OpenAPI 3.0 or 3.1 document (JSON or YAML) for races: what it leaves open, which"
              + " operations are worth racing, and how. Nothing is sent to the service itself. With"
              + " MODULE:APP the application is loaded on this machine and asked for its document.",
          List.of(
              ScanOptions.FORMAT,
              OutputOptions.FILE,
              ScanOptions.SELECT,
              ScanOptions.IGNORE,
              ScanOptions.FAIL_ON,
              ScanOptions.EXIT_ZERO,
              SCENARIOS,
              ProbeOptions.ALLOW_HOST,
              ProbeOptions.INSECURE,
              ExploreOptions.APP_DIR,
              ExploreOptions.PYTHON,
              OutputOptions.COLOR,
              OutputOptions.WIDTH,
              OutputOptions.QUIET),
          """
          exit codes:
            0   nothing found at or above --fail-on
            1   findings at or above --fail-on
            2   wrong usage, or a document that cannot be read in full; the rest is
                judged and printed all the same
            3   a defect of Crosstalk
          """);

  @Override
  public String name() {
    return "contract";
  }

  @Override
  public String summary() {
    return "read an OpenAPI document for races";
  }

  @Override
  public OptionTable options() {
    return TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    if (arguments.operands().size() != 1) {
      throw new UsageException(
          "which document? Name one OpenAPI file, or a URL such as"
              + " http://127.0.0.1:8000/openapi.json");
    }
    String given = arguments.operands().getFirst();
    List<String> troubles = new ArrayList<>();
    List<ContractRule> rules = selected(arguments, troubles);
    troubles.forEach(shell::say);
    List<Outputs.Output> outputs = Outputs.of(arguments, ReportFormat.FULL);
    boolean people = outputs.stream().allMatch(output -> output.format().isForTerminals());
    int ranked = people ? RANKED_FOR_PEOPLE : Integer.MAX_VALUE;
    ContractJob.Outcome outcome;
    try {
      outcome =
          ContractJob.run(
              new ContractJob.Request(
                  Version.text(), SpecSource.read(given, arguments, shell), given, rules, ranked));
    } catch (DocumentException | TargetException | AgentException refused) {
      shell.say("%s: %s".formatted(given, refused.getMessage()));
      return ExitCode.TROUBLE;
    }
    boolean written =
        new Printing(arguments, shell, wanted -> infos(rules, wanted))
            .print(outcome.report(), outputs);
    written &= writeScenarios(outcome, arguments, shell);
    if (!written || outcome.broken() || !troubles.isEmpty()) {
      return ExitCode.TROUBLE;
    }
    FailOn failOn = ScanPlan.failOn(arguments, FailOn.DEFAULT);
    return Threshold.isReached(outcome.report().report(), failOn)
            && !arguments.has(ScanOptions.EXIT_ZERO)
        ? ExitCode.FINDINGS
        : ExitCode.CLEAN;
  }

  private static List<RuleInfo> infos(List<ContractRule> rules, ReportFormat format) {
    boolean pages = format.carriesPages();
    return rules.stream()
        .map(rule ->
            new RuleInfo(rule.id(), rule.severity(), rule.summary(), pages ? rule.page() : ""))
        .toList();
  }

  private static boolean writeScenarios(
      ContractJob.Outcome outcome, Arguments arguments, Shell shell) {
    if (!arguments.has(SCENARIOS)) {
      return true;
    }
    String file = arguments.value(SCENARIOS).orElseThrow();
    List<ScenarioPlan> scenarios = outcome.scenarios().get();
    try {
      DocumentFile.write(shell.resolve(file), out -> out.append(ScenarioFile.write(scenarios)));
    } catch (IOException failure) {
      shell.say("cannot write %s (%s)".formatted(file, failure.getMessage()));
      return false;
    }
    if (!arguments.has(OutputOptions.QUIET)) {
      shell.say("wrote %s: %d scenarios".formatted(file, scenarios.size()));
    }
    return true;
  }

  private static List<ContractRule> selected(Arguments arguments, List<String> troubles) {
    List<String> select = arguments.list(ScanOptions.SELECT).orElse(List.of("ALL"));
    List<String> ignore = arguments.list(ScanOptions.IGNORE).orElse(List.of());
    for (List<String> words : List.of(select, ignore)) {
      for (String word : words) {
        if (ContractRules.all().stream().noneMatch(rule -> matches(rule, word))) {
          List<String> names = ContractRules.all().stream().map(rule -> rule.id().name()).toList();
          troubles.add(
              "'%s' selects no rule of contract%s".formatted(word, Nearest.hint(word, names)));
        }
      }
    }
    return ContractRules.all().stream()
        .filter(rule -> select.stream().anyMatch(word -> matches(rule, word)))
        .filter(rule -> ignore.stream().noneMatch(word -> matches(rule, word)))
        .toList();
  }

  private static boolean matches(ContractRule rule, String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    return upper.equals("ALL")
        || (upper.matches("CT\\d{0,3}") && rule.id().code().startsWith(upper))
        || rule.id().name().equalsIgnoreCase(word);
  }
}
