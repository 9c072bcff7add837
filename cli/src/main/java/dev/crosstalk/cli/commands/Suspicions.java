package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.config.RuleSelection;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.FileRules;
import dev.crosstalk.cli.discovery.Finder;
import dev.crosstalk.cli.discovery.Target;
import dev.crosstalk.cli.run.ConfirmJob;
import dev.crosstalk.cli.run.ExploreJob;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.run.ScanRequest;
import dev.crosstalk.drive.agent.AgentException;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.rules.catalog.RuleCatalog;
import dev.crosstalk.rules.rule.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Findings of a scan that are taken to the running application.
final class Suspicions {
  private static final Pattern TARGET = Pattern.compile("(CT\\d{3})@(.+):(\\d{1,7})");

  private Suspicions() {}

  /// The findings of a scan, judged by execution. What keeps that from happening is told, and the
  /// findings stay as the source says.
  static ScanJob.Outcome confirmed(
      ScanJob.Outcome scan,
      Path root,
      String shownRoot,
      Arguments arguments,
      Shell shell,
      List<String> troubles) {
    String app = arguments.value(ScanOptions.CONFIRM).orElseThrow();
    try {
      return ConfirmJob.run(
          scan,
          root,
          ExploreOptions.request(
              arguments, shell, app, shownRoot, ExploreOptions.budget(arguments, "60s")),
          finding -> true);
    } catch (DocumentException | AgentException refused) {
      String text = "%s: %s".formatted(app, refused.getMessage());
      troubles.add(text);
      shell.say(text);
      return scan;
    }
  }

  /// Executes what a scan of the application's folder finds at the given places.
  ///
  /// @throws UsageException when it finds nothing there
  static ExploreJob.Outcome aimed(ExploreJob.Request request, List<String> targets, Shell shell)
      throws AgentException, DocumentException {
    Path folder = request.target().folder();
    List<Rule> catalog = RuleCatalog.all();
    Discovery discovery =
        Finder.find(
            List.of(new Target(request.shownRoot(), folder)),
            shell.directory(),
            new FileRules(Optional.empty(), List.of(), false, true, false));
    ScanJob.Outcome scan =
        ScanJob.run(
            ScanRequest.plain(
                "explore",
                Version.text(),
                discovery,
                catalog,
                RuleSelection.of(catalog, List.of(), List.of()).rules()),
            _ -> {});
    List<Finding> wanted = new ArrayList<>();
    for (String target : targets) {
      Matcher matcher = TARGET.matcher(target);
      if (!matcher.matches()) {
        throw new UsageException(
            "--target needs a place such as CT201@shop/orders.py:35, not '%s'".formatted(target));
      }
      List<Finding> there =
          scan.report().findings().stream().filter(finding -> isAt(finding, matcher)).toList();
      if (there.isEmpty()) {
        throw new UsageException(
            "--target: the scan of %s finds no %s at %s:%s"
                .formatted(
                    request.shownRoot(), matcher.group(1), matcher.group(2), matcher.group(3)));
      }
      wanted.addAll(there);
    }
    Report all = scan.report();
    Report some =
        new Report(
            all.command(), all.version(), all.root(), wanted, List.of(), all.summary(), List.of());
    return new ExploreJob.Outcome(
        ConfirmJob.run(
            new ScanJob.Outcome(some, scan.sources()), discovery.root(), request, _ -> true),
        false,
        List.of(),
        List.of());
  }

  private static boolean isAt(Finding finding, Matcher target) {
    return finding.rule().code().equals(target.group(1))
        && finding.place() instanceof Place.Source source
        && source.path().equals(target.group(2))
        && source.line() == Integer.parseInt(target.group(3));
  }
}
