package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.OneLine;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.Finder;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.run.Sieve;
import dev.crosstalk.model.Redactor;
import dev.crosstalk.model.Report;
import dev.crosstalk.report.ReportFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// `crosstalk inventory`: what requests share, where they enter, and where they give control away.
public final class InventoryCommand implements Command {
  private static final List<String> PARTS =
      List.of("state", "constants", "entry-points", "suspension-points", "all");

  private static final Option FORMAT =
      Option.choice(
          "--output-format",
          "NAME",
          List.of("full", "json"),
          "full (default) for people, json for programs: a report with these tables.");
  private static final Option SHOW =
      Option.list(
          "--show",
          "PARTS",
          "state, constants, entry-points, suspension-points or all (default:"
              + " state,entry-points).");

  private static final OptionTable TABLE =
      new OptionTable(
          "crosstalk inventory [OPTION]... [PATH]...",
          "List every place that outlives a request, with who writes and reads it and why it is"
              + " reported or not; the functions through which requests enter; and the lines where"
              + " other requests can run. PATH is a file or folder (default: the current folder).",
          List.of(
              SHOW,
              FORMAT,
              ScanOptions.EXCLUDE,
              ScanOptions.EXTEND_EXCLUDE,
              ScanOptions.TESTS,
              ScanOptions.NO_GITIGNORE,
              ScanOptions.CONFIG,
              ScanOptions.ISOLATED),
          """
          exit codes:
            0   listed
            2   wrong usage, or a path or setting that cannot be used; the rest is
                listed all the same
            3   a defect of Crosstalk
          """);

  @Override
  public String name() {
    return "inventory";
  }

  @Override
  public String summary() {
    return "list what requests share and where they enter";
  }

  @Override
  public OptionTable options() {
    return TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    List<String> parts = arguments.list(SHOW).orElse(List.of("state", "entry-points"));
    for (String part : parts) {
      if (!PARTS.contains(part)) {
        throw new UsageException(
            "--show does not know '%s'; it takes %s".formatted(part, String.join(", ", PARTS)));
      }
    }
    ScanPlan plan = ScanPlan.of(arguments, shell);
    Discovery discovery = Finder.find(plan.targets(), shell.directory(), plan.files());
    List<String> troubles = new ArrayList<>(plan.troubles());
    troubles.addAll(discovery.troubles());
    troubles.forEach(shell::say);
    ScanJob.Outcome outcome =
        ScanJob.run(
            plan.request(name(), discovery, plan.rules(), Sieve.open()),
            _ -> {},
            reader -> reader.noting(true));
    boolean brief = arguments.value(FORMAT).orElse("full").equals("full");
    List<Report.Section> sections = sections(new Inventory(outcome, brief), parts);
    if (brief) {
      print(sections, outcome.report(), shell.out());
    } else {
      Report report = outcome.report();
      new Printing(arguments, shell, plan.rules())
          .show(
              outcome.with(
                  new Report(
                      report.command(),
                      report.version(),
                      report.root(),
                      report.findings(),
                      report.gaps(),
                      report.summary(),
                      sections)),
              ReportFormat.JSON);
    }
    return troubles.isEmpty() ? ExitCode.CLEAN : ExitCode.TROUBLE;
  }

  private static void print(List<Report.Section> sections, Report report, Appendable out)
      throws IOException {
    for (Report.Section section : sections) {
      out.append("%s: %d\n".formatted(section.title(), section.rows().size()));
      for (SequencedMap<String, Object> row : section.rows()) {
        out.append("  ").append(clean(row.firstEntry().getValue())).append('\n');
        for (Map.Entry<String, Object> cell : row.sequencedEntrySet().stream().skip(1).toList()) {
          out.append("      %s: %s\n".formatted(words(cell.getKey()), clean(cell.getValue())));
        }
      }
      out.append('\n');
    }
    out.append(
        "%d files, %d entry points, %d of %d call sites resolved, %d gaps\n"
            .formatted(
                report.summary().files(),
                report.summary().entryPoints(),
                report.summary().resolvedCallSites(),
                report.summary().callSites(),
                report.gaps().size()));
  }

  private static String clean(Object value) {
    String text =
        value instanceof List<?> list
            ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
            : value.toString();
    return OneLine.of(Redactor.redact(text));
  }

  /// `definedAt` as `defined at`.
  private static String words(String key) {
    return key.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }

  private static List<Report.Section> sections(Inventory inventory, List<String> parts) {
    boolean all = parts.contains("all");
    List<Report.Section> sections = new ArrayList<>();
    if (all || parts.contains("entry-points")) {
      sections.add(inventory.entryPoints());
    }
    if (all || parts.contains("suspension-points")) {
      sections.add(inventory.suspensionPoints());
    }
    if (all || parts.contains("state")) {
      sections.add(inventory.state());
    }
    if (all || parts.contains("constants")) {
      sections.add(inventory.constants());
    }
    return sections;
  }
}
