package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.config.RuleSelection;
import dev.crosstalk.cli.course.Course;
import dev.crosstalk.cli.course.CourseFile;
import dev.crosstalk.cli.course.Scoreboard;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.FileRules;
import dev.crosstalk.cli.discovery.Finder;
import dev.crosstalk.cli.discovery.Target;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.run.ScanRequest;
import dev.crosstalk.drive.live.LiveDemo;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import dev.crosstalk.model.Report;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.report.ReportFormat;
import dev.crosstalk.rules.catalog.RuleCatalog;
import dev.crosstalk.rules.rule.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `crosstalk demo`: a first look that needs no project and no Python.
public final class DemoCommand implements Command {
  private static final String PAGE = "crosstalk-report.html";

  private static final Option LIVE =
      Option.flag(
          "--live", "Race a small service that is started on this machine instead of scanning.");

  private static final OptionTable TABLE =
      new OptionTable(
          "crosstalk demo [OPTION]...",
          "Scan the demo course, draw its first leak step by step, compare every scene with what"
              + " has to be found there, and write the report as a page ("
              + PAGE
              + " in the current folder, or --output-file). Needs no Python.",
          List.of(
              LIVE,
              OutputOptions.FILE,
              OutputOptions.COLOR,
              OutputOptions.WIDTH,
              OutputOptions.QUIET),
          """
          exit codes:
            1   the scan found what the course is about
            2   the course or the page cannot be read or written
            3   a defect of Crosstalk
          """);

  @Override
  public String name() {
    return "demo";
  }

  @Override
  public String summary() {
    return "show on a small course what it finds; needs no project and no Python";
  }

  @Override
  public OptionTable options() {
    return TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    if (arguments.has(LIVE)) {
      return live(arguments, shell);
    }
    Course course = course(shell);
    List<Rule> catalog = RuleCatalog.all();
    List<Rule> rules = RuleSelection.of(catalog, List.of()).rules();
    Target target = new Target(shown(course.folder(), shell.directory()), course.folder());
    Discovery discovery = Finder.find(List.of(target), shell.directory(), FileRules.defaults());
    ScanJob.Outcome outcome =
        ScanJob.run(ScanRequest.plain(name(), Version.text(), discovery, catalog, rules), _ -> {});
    Printing printing = new Printing(arguments, shell, rules);
    Course.Scene first = course.scenes().getFirst();
    Appendable out = shell.out();
    out.append("Scene %d: %s\n".formatted(first.number(), first.title()));
    paragraph(out, first.happens());
    printing.show(only(outcome, first), ReportFormat.FULL);
    table(Scoreboard.of(course, outcome.report().findings()), out);

    String page = arguments.value(OutputOptions.FILE).orElse(PAGE);
    boolean written = printing.write(outcome, ReportFormat.HTML, page, "");
    next(out, written ? Optional.of(page) : Optional.empty(), target.given());
    return written ? ExitCode.FINDINGS : ExitCode.TROUBLE;
  }

  /// Words in the names of the scenarios that show the scenes, racy and repaired.
  private static final List<String> SCENES =
      List.of(
          "/reports by two",
          "/purchase twice",
          "/transfers twice",
          "/people/{person_id} with",
          "/counter/increment twice",
          "/chat/{session} by two");

  /// Starts the live service and probes it, with a fixed seed so that two people see the same.
  private static int live(Arguments arguments, Shell shell) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--yes",
                "--no-history",
                "--seed",
                "7",
                "--rounds",
                "10",
                "--include",
                String.join(",", SCENES)));
    for (Option option : List.of(OutputOptions.FILE, OutputOptions.COLOR, OutputOptions.WIDTH)) {
      arguments.value(option).ifPresent(value -> words.add(option.name() + "=" + value));
    }
    if (arguments.has(OutputOptions.QUIET)) {
      words.add(OutputOptions.QUIET.name());
    }
    try (LiveDemo demo = LiveDemo.start()) {
      words.add(demo.url());
      return new ProbeCommand().run(ProbeOptions.TABLE.parse(words), shell);
    }
  }

  private static Course course(Shell shell) throws IOException {
    Path folder =
        Course.locate(
                Path.of(System.getProperty("java.home")),
                shell.variable("CROSSTALK_DEMO").map(shell::resolve))
            .orElseThrow(() ->
                new UsageException(
                    "the demo course is not part of this installation; run it from a checkout,"
                        + " or name the folder of course.toml in CROSSTALK_DEMO"));
    try {
      return CourseFile.read(folder);
    } catch (DocumentException invalid) {
      throw new UsageException(folder + ": " + invalid.getMessage());
    }
  }

  private static String shown(Path folder, Path directory) {
    return folder.startsWith(directory) && !folder.equals(directory)
        ? directory.relativize(folder).toString()
        : folder.toString();
  }

  /// The part of the report that belongs to a scene.
  private static ScanJob.Outcome only(ScanJob.Outcome outcome, Course.Scene scene) {
    Report whole = outcome.report();
    List<Finding> findings =
        whole.findings().stream().filter(finding -> isIn(finding, scene)).toList();
    return new ScanJob.Outcome(
        new Report(
            whole.command(), whole.version(), whole.root(), findings, List.of(), whole.summary()),
        outcome.sources());
  }

  private static boolean isIn(Finding finding, Course.Scene scene) {
    return finding.place() instanceof Place.Source place
        && scene.apps().stream().anyMatch(app -> place.path().startsWith(app.path() + "/"));
  }

  private static void table(Scoreboard scores, Appendable out) throws IOException {
    String row = "  %-34.34s  %-9.9s  %-9.9s  %s";
    out.append("\nThe whole course:\n\n");
    line(out, row.formatted("scene", "expected", "found", ""));
    int previous = 0;
    for (Scoreboard.Row scored : scores.rows()) {
      if (scored.scene().number() != previous) {
        previous = scored.scene().number();
        out.append("  %2d %s\n".formatted(previous, scored.scene().title()));
      }
      line(
          out,
          row.formatted(
              "     " + scored.app().name(),
              codes(scored.expected()),
              codes(scored.found()),
              note(scored)));
    }
    long good = scores.rows().stream().filter(Scoreboard.Row::asExpected).count();
    out.append(
        "\n%d of %d services judged as the course expects.\n"
            .formatted(good, scores.rows().size()));
  }

  private static void line(Appendable out, String text) throws IOException {
    out.append(text.stripTrailing()).append('\n');
  }

  /// Words in lines of at most 78 columns.
  private static void paragraph(Appendable out, String words) throws IOException {
    int column = 0;
    for (String word : words.split(" ", -1)) {
      boolean fits = column > 0 && column + 1 + word.length() <= 78;
      out.append(column == 0 ? "" : fits ? " " : "\n").append(word);
      column = fits ? column + 1 + word.length() : word.length();
    }
    out.append("\n\n");
  }

  private static String note(Scoreboard.Row row) {
    String later = row.later().isEmpty() ? "" : codes(row.later()) + " later";
    return row.asExpected() ? later : "differs" + (later.isEmpty() ? "" : "; " + later);
  }

  private static String codes(Set<String> codes) {
    return codes.isEmpty() ? "-" : String.join(", ", codes);
  }

  private static void next(Appendable out, Optional<String> page, String folder)
      throws IOException {
    out.append("\nNext:\n");
    if (page.isPresent()) {
      out.append("  open %s in a browser: every finding with its timeline\n".formatted(page.get()));
    }
    out.append("  crosstalk rule CT101               what this rule finds, misses and mistakes\n");
    out.append("  crosstalk scan path/to/service     your own code\n");
    out.append("  %s/README.md tells each scene and its repair\n".formatted(folder));
  }
}
