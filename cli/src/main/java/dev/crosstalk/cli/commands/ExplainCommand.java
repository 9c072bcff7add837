package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.OptionTable;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Command;
import dev.crosstalk.cli.command.ExitCode;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.Finder;
import dev.crosstalk.cli.discovery.Paths;
import dev.crosstalk.cli.discovery.Target;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.run.ScanRequest;
import dev.crosstalk.cli.run.Sieve;
import dev.crosstalk.model.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `crosstalk explain`: why a line is, or is not, reported.
public final class ExplainCommand implements Command {
  private static final int FARTHEST = 6;
  private static final List<String> PROJECT =
      List.of("crosstalk.toml", "pyproject.toml", "requirements.txt", "setup.cfg", ".git");
  private static final OptionTable TABLE =
      new OptionTable(
          "crosstalk explain [OPTION]... FILE:LINE [PATH]...",
          "Tell what is known about a line: which entry points reach it, which shared places it"
              + " touches, where control is given away, and why rules report it or stay silent."
              + " PATH is what is scanned for it: by default the current folder, or the project of"
              + " the file when it lies elsewhere. FILE may be given as reports of PATH name it.",
          List.of(
              ScanOptions.EXCLUDE,
              ScanOptions.EXTEND_EXCLUDE,
              ScanOptions.TESTS,
              ScanOptions.NO_GITIGNORE,
              ScanOptions.CONFIG,
              ScanOptions.ISOLATED),
          """
          exit codes:
            0   told
            2   wrong usage, or a line that is no part of what was scanned
            3   a defect of Crosstalk
          """);

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String summary() {
    return "tell why a line is, or is not, reported";
  }

  @Override
  public OptionTable options() {
    return TABLE;
  }

  @Override
  public int run(Arguments arguments, Shell shell) throws IOException {
    if (arguments.operands().isEmpty()) {
      throw new UsageException("which line? Name one, such as app/main.py:42");
    }
    String given = arguments.operands().getFirst();
    int colon = given.lastIndexOf(':');
    if (colon < 1 || !given.substring(colon + 1).matches("[1-9][0-9]{0,7}")) {
      throw new UsageException("'%s' is no FILE:LINE, such as app/main.py:42".formatted(given));
    }
    int line = Integer.parseInt(given.substring(colon + 1));
    List<String> paths =
        new ArrayList<>(arguments.operands().subList(1, arguments.operands().size()));
    Path file = file(given.substring(0, colon), paths, shell);
    if (paths.isEmpty()) {
      paths.add(file.startsWith(shell.directory()) ? "." : project(file).toString());
    }
    ScanPlan plan =
        ScanPlan.of(
            arguments,
            shell,
            paths.stream().map(path -> new Target(path, shell.resolve(path))).toList());
    Discovery discovery = Finder.find(plan.targets(), shell.directory(), plan.files());
    List<String> troubles = new ArrayList<>(plan.troubles());
    troubles.addAll(discovery.troubles());
    troubles.forEach(shell::say);
    if (!discovery.program().contains(file)) {
      shell.say(
          "%s is not judged: it is no file below %s, or it is left out (see crosstalk scan --show-files)"
              .formatted(given.substring(0, colon), String.join(", ", paths)));
      return ExitCode.TROUBLE;
    }
    ScanJob.Outcome outcome =
        ScanJob.run(
            new ScanRequest(
                "scan",
                Version.text(),
                discovery,
                plan.catalog(),
                plan.catalog(),
                plan.settings().severities(),
                plan.settings().vocabulary(),
                Sieve.open(),
                List.of()),
            _ -> {},
            reader -> reader.noting(true));
    String path = Paths.relative(discovery.root(), file);
    Optional<SourceText> source = outcome.sources().apply(path);
    if (source.isEmpty() || line > source.get().lineCount()) {
      shell.say("%s has no line %d that could be read".formatted(path, line));
      return ExitCode.TROUBLE;
    }
    LineFacts facts =
        new LineFacts(
            path, line, outcome.report().findings(), outcome.sightings(), outcome.comments());
    Explanation.of(facts, plan, outcome.report().gaps(), source.get()).print(shell.out());
    return troubles.isEmpty() ? ExitCode.CLEAN : ExitCode.TROUBLE;
  }

  /// The file as it is given, or below one of the paths.
  private static Path file(String given, List<String> paths, Shell shell) {
    Path file = shell.resolve(given);
    for (String path : paths) {
      Path below = shell.resolve(path).resolve(given).normalize();
      if (!Files.exists(file) && Files.isRegularFile(below)) {
        return below;
      }
    }
    return file;
  }

  /// The nearest folder above a file that looks like a project; without one the folder that its
  /// outermost package lies in.
  private static Path project(Path file) {
    Path packages = file.resolveSibling("");
    while (Files.exists(packages.resolve("__init__.py")) && packages.getParent() != null) {
      packages = packages.getParent();
    }
    @Nullable Path folder = packages;
    for (int i = 0; i < FARTHEST && folder != null; i++) {
      Path here = folder;
      if (PROJECT.stream().anyMatch(name -> Files.exists(here.resolve(name)))) {
        return here;
      }
      folder = folder.getParent();
    }
    return packages;
  }
}
