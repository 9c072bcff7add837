package dev.crosstalk.cli.run;

import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.Paths;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Report;
import dev.crosstalk.model.RuleId;
import dev.crosstalk.model.Summary;
import dev.crosstalk.python.Program;
import dev.crosstalk.python.ProgramReader;
import dev.crosstalk.python.effects.EntryPoint;
import dev.crosstalk.python.effects.Sighting;
import dev.crosstalk.rules.catalog.RuleCatalog;
import dev.crosstalk.rules.rule.Judge;
import dev.crosstalk.rules.rule.Rule;
import dev.crosstalk.rules.rule.Suppression;
import dev.crosstalk.rules.rule.Suppressions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Files in, report out: reads the program, runs the rules, takes out what is suppressed.
public final class ScanJob {
  private static final int MOST_THREADS = 16;

  /// A report with what a reporter needs beside it.
  ///
  /// @param sightings what the reader was told to note
  /// @param comments suppressions in the files that were judged
  /// @param entryPoints through which requests enter
  public record Outcome(
      Report report,
      Report.Sources sources,
      List<Sighting> sightings,
      List<Suppression> comments,
      List<EntryPoint> entryPoints) {
    public Outcome {
      sightings = List.copyOf(sightings);
      comments = List.copyOf(comments);
      entryPoints = List.copyOf(entryPoints);
    }

    public Outcome(Report report, Report.Sources sources) {
      this(report, sources, List.of(), List.of(), List.of());
    }

    /// The same with another report.
    public Outcome with(Report other) {
      return new Outcome(other, sources, sightings, comments, entryPoints);
    }
  }

  /// Turns files into a program.
  @FunctionalInterface
  public interface Reading {
    /// See {@link ProgramReader#read}.
    Program read(Path root, List<Path> files, List<Path> program);
  }

  private ScanJob() {}

  /// Scans with as many threads as there are processors.
  public static Outcome run(ScanRequest request, Consumer<ProgramReader.Progress> progress) {
    return run(request, progress, reader -> reader);
  }

  /// Scans with as many threads as there are processors.
  ///
  /// @param prepare tells the reader what to read or note beside the usual
  public static Outcome run(
      ScanRequest request,
      Consumer<ProgramReader.Progress> progress,
      UnaryOperator<ProgramReader> prepare) {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
    Discovery discovery = request.discovery();
    if (threads == 1 || discovery.program().size() + discovery.imported().size() < 2) {
      // One file needs no pool, and making one takes as long as parsing it.
      return run(request, reader(request, Runnable::run, 1, progress, prepare)::read);
    }
    try (ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory())) {
      return run(request, reader(request, pool, threads, progress, prepare)::read);
    }
  }

  private static ProgramReader reader(
      ScanRequest request,
      Executor executor,
      int threads,
      Consumer<ProgramReader.Progress> progress,
      UnaryOperator<ProgramReader> prepare) {
    return prepare.apply(
        new ProgramReader(executor, threads, progress)
            .knowing(request.vocabulary())
            .notingStretches(RuleCatalog.needsStretches(request.rules())));
  }

  /// Scans a program that `reading` yields.
  static Outcome run(ScanRequest request, Reading reading) {
    Discovery discovery = request.discovery();
    List<Path> files = new ArrayList<>(discovery.program());
    files.addAll(discovery.imported());
    Program program = reading.read(discovery.root(), files, discovery.program());

    Judge.Judgement judgement = Judge.judge(program, request.rules());
    Suppressions.Outcome left =
        Suppressions.apply(
            program, judgement.findings(), request.catalog(), judged(request.rules(), judgement));

    List<Gap> gaps = new ArrayList<>(request.gaps());
    gaps.addAll(discovery.gaps());
    gaps.addAll(program.gaps());
    gaps.addAll(judgement.gaps());
    Set<String> judged =
        discovery.program().stream()
            .map(file -> Paths.relative(discovery.root(), file))
            .collect(Collectors.toSet());
    left.gaps().stream()
        .filter(gap -> gap.path().filter(judged::contains).isPresent())
        .forEach(gaps::add);
    noEntryPoint(program, gaps).ifPresent(gaps::add);

    List<Finding> findings =
        left.findings().stream()
            .map(finding -> request.severities().weigh(finding, request.catalog()))
            .toList();
    Sieve.Sifted sifted = request.sieve().sift(findings);
    Report report =
        new Report(
            request.command(),
            request.version(),
            discovery.shownRoot(),
            sifted.findings(),
            gaps.stream().distinct().toList(),
            summary(program.summary(), discovery.gaps(), left.suppressed(), sifted.leftOut()));
    return new Outcome(
        report, program.sources(), program.sightings(), left.comments(), program.entryPoints());
  }

  /// The rules that came to an end.
  private static List<Rule> judged(List<Rule> rules, Judge.Judgement judgement) {
    Set<RuleId> failed =
        judgement.gaps().stream().flatMap(gap -> gap.rule().stream()).collect(Collectors.toSet());
    return rules.stream().filter(rule -> !failed.contains(rule.id())).toList();
  }

  private static Summary summary(
      Summary read, List<Gap> unread, int suppressed, SequencedMap<String, Integer> leftOut) {
    int files =
        (int)
            unread.stream()
                .flatMap(gap -> gap.path().stream())
                .filter(path -> path.endsWith(".py"))
                .distinct()
                .count();
    return new Summary(
        read.files(),
        read.lines(),
        read.entryPoints(),
        read.callSites(),
        read.resolvedCallSites(),
        read.filesNotParsed() + files,
        suppressed,
        leftOut);
  }

  private static Optional<Gap> noEntryPoint(Program program, List<Gap> gaps) {
    boolean told = gaps.stream().anyMatch(gap -> gap.kind() == Gap.Kind.NO_ENTRY_POINT);
    if (told || program.summary().entryPoints() > 0 || program.files().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Gap(
            Gap.Kind.NO_ENTRY_POINT,
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            "no entry point found: nothing here was recognised as a FastAPI or Starlette"
                + " application, so no code could be judged as part of a request; name the folder"
                + " that holds the application"));
  }
}
