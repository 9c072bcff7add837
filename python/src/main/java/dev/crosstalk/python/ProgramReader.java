package dev.crosstalk.python;

import dev.crosstalk.model.Gap;
import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.deployment.DeploymentReader;
import dev.crosstalk.python.effects.Deployment;
import dev.crosstalk.python.effects.Versions;
import dev.crosstalk.python.flow.Once;
import dev.crosstalk.python.flow.ProgramWalk;
import dev.crosstalk.python.flow.Watch;
import dev.crosstalk.python.names.ModuleTable;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.names.Vocabulary;
import dev.crosstalk.python.parse.PythonParser;
import dev.crosstalk.python.parse.SourceDecoder;
import dev.crosstalk.python.syntax.PyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Reads Python source and yields a {@link Program}. Never executes any of it.
public final class ProgramReader {
  /// Larger files are left out: no person wrote them.
  static final long MAX_FILE_BYTES = 8L << 20;

  private final Executor executor;
  private final int parallelism;
  private final Consumer<Progress> progress;
  private Watch watch = Watch.NOTHING;
  private Vocabulary vocabulary = Vocabulary.none();
  private boolean stretches;
  private Map<Path, byte[]> unsaved = Map.of();

  /// What is being done, for a progress line.
  ///
  /// @param stage `parse` or `follow`
  public record Progress(String stage, int done, int total) {}

  /// @param executor runs the per-file work
  /// @param parallelism how many tasks may be handed to it at once, at least 1
  public ProgramReader(Executor executor, int parallelism, Consumer<Progress> progress) {
    this.executor = executor;
    this.parallelism = parallelism;
    this.progress = progress;
  }

  /// Notes the calls that lead nowhere that is known, or everything that requests do.
  public ProgramReader noting(boolean everything) {
    watch = everything ? Watch.EVERYTHING : Watch.UNRESOLVED_CALLS;
    return this;
  }

  /// Notes checks and acts on the event loop that nothing comes between, too.
  public ProgramReader notingStretches(boolean wanted) {
    stretches = wanted;
    return this;
  }

  /// Believes what the project says about its functions and classes.
  public ProgramReader knowing(Vocabulary words) {
    vocabulary = words;
    return this;
  }

  /// Takes the contents of some files from here instead of the disk.
  ///
  /// @param contents by absolute path
  public ProgramReader with(Map<Path, byte[]> contents) {
    unsaved = Map.copyOf(contents);
    return this;
  }

  /// One file after reading; `module` is null when nothing could be read.
  private record Loaded(@Nullable SourceModule module, List<Gap> gaps) {}

  /// Reads files below `root`. Unreadable and broken files become gaps.
  ///
  /// @param root paths of the report are relative to it
  /// @param files absolute, or relative to the working directory
  /// @param program those of `files` that were asked for; the others are only there to be imported
  public Program read(Path root, List<Path> files, List<Path> program) {
    List<Loaded> loaded = load(root.toAbsolutePath().normalize(), files);
    List<SourceModule> modules = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    int notParsed = 0;
    for (Loaded each : loaded) {
      gaps.addAll(each.gaps());
      if (!each.gaps().isEmpty()) {
        notParsed++;
      }
      if (each.module() != null) {
        modules.add(each.module());
      }
    }
    modules.sort((left, right) -> left.path().compareTo(right.path()));
    Path base = root.toAbsolutePath().normalize();
    // few programs do anything that depends on what these files say
    Supplier<Versions> versions =
        new Once<>(() -> new Versions(PinnedPython.near(base), PinnedFastApi.near(base)));
    Supplier<List<Deployment>> deployments = new Once<>(() -> DeploymentReader.read(base, modules));
    ProgramWalk.Result result =
        ProgramWalk.follow(
            new ModuleTable(modules),
            watch,
            vocabulary,
            versions,
            stretches,
            (done, total) -> progress.accept(new Progress("follow", done, total)));
    gaps.addAll(result.gaps());
    Set<String> asked = new HashSet<>();
    program.forEach(each -> asked.add(relative(base, each)));
    return new ScannedProgram(modules, asked, result, versions, deployments, gaps, notParsed);
  }

  private List<Loaded> load(Path root, List<Path> files) {
    Loaded[] results = new Loaded[files.size()];
    AtomicInteger next = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    Runnable work =
        () -> {
          for (int i = next.getAndIncrement(); i < results.length; i = next.getAndIncrement()) {
            results[i] = load(files.get(i), relative(root, files.get(i)));
            progress.accept(new Progress("parse", done.incrementAndGet(), results.length));
          }
        };
    List<CompletableFuture<Void>> workers = new ArrayList<>();
    for (int i = 1; i < Math.min(parallelism, files.size()); i++) {
      workers.add(CompletableFuture.runAsync(work, executor));
    }
    work.run();
    workers.forEach(CompletableFuture::join);
    return List.of(results);
  }

  private static String relative(Path root, Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path shown = absolute.startsWith(root) ? root.relativize(absolute) : absolute;
    return shown.toString().replace('\\', '/');
  }

  private Loaded load(Path file, String path) {
    try {
      byte[] given = unsaved.get(file.toAbsolutePath().normalize());
      if ((given == null ? Files.size(file) : given.length) > MAX_FILE_BYTES) {
        return failed(
            path,
            Gap.Kind.LIMIT,
            "larger than %s MB; exclude it, or split it if people wrote it"
                .formatted(MAX_FILE_BYTES >> 20));
      }
      SourceDecoder.Decoded decoded =
          SourceDecoder.decode(given == null ? Files.readAllBytes(file) : given);
      if (decoded.problem().isPresent()) {
        return failed(path, Gap.Kind.UNREADABLE, decoded.problem().get());
      }
      SourceText text = new SourceText(decoded.text());
      PyFile parsed = PythonParser.parse(text);
      List<Gap> gaps = new ArrayList<>();
      if (!parsed.errors().isEmpty()) {
        PyFile.SyntaxProblem first = parsed.errors().getFirst();
        int more = parsed.errors().size() - 1;
        gaps.add(
            new Gap(
                Gap.Kind.SYNTAX,
                Optional.of(path),
                OptionalInt.of(text.line(Math.min(first.start(), text.text().length()))),
                Optional.empty(),
                first.message()
                    + (more == 0 ? "" : " (and %s more)".formatted(more))
                    + "; the rest of the file was judged"));
      }
      boolean isPackage = path.endsWith("__init__.py");
      return new Loaded(
          new SourceModule(path, ModuleTable.dottedPath(path), isPackage, parsed), gaps);
    } catch (IOException failure) {
      return failed(path, Gap.Kind.UNREADABLE, "cannot be read (%s)".formatted(reason(failure)));
    }
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }

  private static Loaded failed(String path, Gap.Kind kind, String message) {
    return new Loaded(
        null,
        List.of(new Gap(kind, Optional.of(path), OptionalInt.empty(), Optional.empty(), message)));
  }
}
