package dev.crosstalk.python;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Reads Python source and yields a {@link Program}. Never executes any of it.
public final class ProgramReader {
  private final Executor executor;
  private final int parallelism;
  private final Consumer<Progress> progress;

  /// What is being done, for a progress line.
  ///
  /// @param stage `parse`, `link` or `follow`
  public record Progress(String stage, int done, int total) {}

  /// @param executor runs the per-file work
  /// @param parallelism how many tasks may be handed to it at once, at least 1
  public ProgramReader(Executor executor, int parallelism, Consumer<Progress> progress) {
    this.executor = executor;
    this.parallelism = parallelism;
    this.progress = progress;
  }

  /// Reads files below `root`. Unreadable and broken files become gaps.
  ///
  /// @param root paths of the report are relative to it
  /// @param files absolute, or relative to the working directory
  /// @param program those of `files` that were asked for; the others are only there to be imported
  public Program read(Path root, List<Path> files, List<Path> program) {
    throw new UnsupportedOperationException("not built yet " + executor + parallelism + progress);
  }
}
