package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.Finder;
import dev.crosstalk.cli.discovery.Paths;
import dev.crosstalk.cli.discovery.Target;
import dev.crosstalk.cli.novelty.Baseline;
import dev.crosstalk.cli.novelty.RevisionFolder;
import dev.crosstalk.cli.novelty.Touched;
import dev.crosstalk.cli.run.DocumentFile;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.run.ScanRequest;
import dev.crosstalk.cli.run.Sieve;
import dev.crosstalk.drive.git.GitException;
import dev.crosstalk.drive.git.Repository;
import dev.crosstalk.model.Finding;
import dev.crosstalk.openapi.document.DocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Leaves out what is not new: what a baseline holds, what an earlier commit had, what does not
/// touch the lines that were changed.
final class Novelty {
  private static final String DEFAULT_FILE = "crosstalk-baseline.json";

  private final Arguments arguments;
  private final Shell shell;
  private final ScanPlan plan;
  private final Discovery discovery;
  private final List<String> troubles;
  private final String file;
  private final List<Finding> written = new ArrayList<>();
  private Optional<Baseline> baseline = Optional.empty();

  /// @param troubles takes one line for each thing that cannot be used
  Novelty(
      Arguments arguments, Shell shell, ScanPlan plan, Discovery discovery, List<String> troubles) {
    this.arguments = arguments;
    this.shell = shell;
    this.plan = plan;
    this.discovery = discovery;
    this.troubles = troubles;
    this.file = arguments.value(ScanOptions.BASELINE).orElse(DEFAULT_FILE);
    if (arguments.has(ScanOptions.WRITE_BASELINE) && arguments.has(ScanOptions.PRUNE_BASELINE)) {
      throw new UsageException("--write-baseline and --prune-baseline exclude each other");
    }
  }

  /// Everything that leaves findings out. A baseline comes first and sees every finding; what is
  /// written as one comes last and sees what would be reported.
  Sieve sieve() {
    List<Sieve.Mesh> meshes = new ArrayList<>();
    boolean writes = arguments.has(ScanOptions.WRITE_BASELINE);
    if (!writes
        && (arguments.has(ScanOptions.BASELINE) || arguments.has(ScanOptions.PRUNE_BASELINE))) {
      baseline = read();
      baseline.ifPresent(
          known -> meshes.add(new Sieve.Mesh("baseline", finding -> !known.takes(finding))));
    }
    meshes.addAll(plan.meshes());
    arguments
        .value(ScanOptions.BASELINE_COMMIT)
        .flatMap(this::before)
        .ifPresent(
            known -> meshes.add(new Sieve.Mesh("baseline", finding -> !known.takes(finding))));
    arguments
        .value(ScanOptions.DIFF)
        .flatMap(this::touched)
        .ifPresent(touched -> meshes.add(new Sieve.Mesh("diff", touched::isTouchedBy)));
    if (writes) {
      meshes.add(
          new Sieve.Mesh(
              "baseline",
              finding -> {
                written.add(finding);
                return false;
              }));
    }
    return new Sieve(meshes);
  }

  /// Writes the baseline when that was asked for, and tells which of its entries are out of date.
  ///
  /// @return whether what was asked for was done
  boolean finish() {
    if (arguments.has(ScanOptions.WRITE_BASELINE)) {
      return write(Baseline.of(written));
    }
    if (baseline.isEmpty()) {
      return true;
    }
    List<Baseline.Entry> gone = gone(baseline.get());
    if (arguments.has(ScanOptions.PRUNE_BASELINE)) {
      return write(baseline.get().without(gone));
    }
    if (!gone.isEmpty() && !arguments.has(OutputOptions.QUIET)) {
      shell.say(
          "%d %s of %s no longer %s; --prune-baseline takes %s out"
              .formatted(
                  gone.size(),
                  gone.size() == 1 ? "finding" : "findings",
                  file,
                  gone.size() == 1 ? "occurs" : "occur",
                  gone.size() == 1 ? "it" : "them"));
    }
    return true;
  }

  /// Entries that this run would have found: their rule was run, and their file was judged or is
  /// gone.
  private List<Baseline.Entry> gone(Baseline known) {
    Set<String> rules = new HashSet<>();
    plan.rules().forEach(rule -> rules.add(rule.id().code()));
    Set<String> judged = new HashSet<>();
    discovery.program().forEach(path -> judged.add(Paths.relative(discovery.root(), path)));
    return known.unused().stream()
        .filter(entry -> rules.contains(entry.code()))
        .filter(entry ->
            judged.contains(entry.path()) || !Files.exists(discovery.root().resolve(entry.path())))
        .toList();
  }

  private boolean write(Baseline known) {
    try {
      DocumentFile.write(shell.resolve(file), known::write);
    } catch (IOException failure) {
      shell.say("cannot write %s (%s)".formatted(file, Printing.reason(failure)));
      return false;
    }
    if (!arguments.has(OutputOptions.QUIET)) {
      shell.say(
          "wrote %s: %d known %s"
              .formatted(file, known.size(), known.size() == 1 ? "finding" : "findings"));
    }
    return true;
  }

  private Optional<Baseline> read() {
    Path path = shell.resolve(file);
    try {
      if (!Files.isRegularFile(path)) {
        troubles.add("no such baseline: %s; --write-baseline writes one".formatted(file));
        return Optional.empty();
      }
      return Optional.of(Baseline.parse(Files.readString(path, StandardCharsets.UTF_8)));
    } catch (DocumentException | IOException unusable) {
      troubles.add("%s: %s".formatted(file, unusable.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Touched> touched(String revision) {
    Map<String, Path> files = new LinkedHashMap<>();
    for (List<Path> some : List.of(discovery.program(), discovery.imported())) {
      some.forEach(path -> files.put(Paths.relative(discovery.root(), path), path));
    }
    try {
      Repository repository = Repository.of(discovery.root());
      String commit = repository.commit(revision);
      return Optional.of(Touched.since(repository, commit, discovery.root(), files));
    } catch (GitException | IOException refused) {
      troubles.add("--diff: %s; every finding is reported".formatted(refused.getMessage()));
      return Optional.empty();
    }
  }

  /// What the same scan finds in an earlier commit.
  private Optional<Baseline> before(String revision) {
    try {
      Repository repository = Repository.of(discovery.root());
      String commit = repository.commit(revision);
      try (RevisionFolder folder = RevisionFolder.of(repository, commit)) {
        return Optional.of(Baseline.of(findings(repository.top().toRealPath(), folder.path())));
      }
    } catch (GitException | IOException refused) {
      troubles.add(
          "--baseline-commit: %s; every finding is reported".formatted(refused.getMessage()));
      return Optional.empty();
    }
  }

  private List<Finding> findings(Path top, Path then) throws IOException {
    List<Target> targets = new ArrayList<>();
    for (Target target : plan.targets()) {
      Path now = Files.exists(target.path()) ? target.path().toRealPath() : target.path();
      if (now.startsWith(top)) {
        Path path = then.resolve(top.relativize(now));
        if (Files.exists(path)) {
          targets.add(new Target(target.given(), path));
        }
      }
    }
    if (targets.isEmpty()) {
      return List.of();
    }
    Path here = shell.directory().toRealPath();
    Path directory = here.startsWith(top) ? then.resolve(top.relativize(here)) : then;
    ScanRequest request =
        plan.request(
            "scan", Finder.find(targets, directory, plan.files()), plan.rules(), Sieve.open());
    return ScanJob.run(request, _ -> {}).report().findings();
  }
}
