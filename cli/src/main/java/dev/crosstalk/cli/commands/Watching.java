package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.Finder;
import dev.crosstalk.cli.run.SourceWatch;
import java.io.Flushable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What `--watch` does: scans again in the same process when a source or a setting changes.
final class Watching {
  private static final List<Option> NOT_WITH =
      List.of(
          ScanOptions.CONFIRM,
          ScanOptions.ADD_IGNORE,
          ScanOptions.WRITE_BASELINE,
          ScanOptions.PRUNE_BASELINE,
          ScanOptions.SHOW_FILES,
          ScanOptions.SHOW_SETTINGS);

  /// One scan.
  @FunctionalInterface
  interface Scan {
    int run() throws IOException;
  }

  private Watching() {}

  /// Scans until the thread is interrupted.
  ///
  /// @return what the last scan returned
  static int run(Arguments arguments, Shell shell, Scan scan) throws IOException {
    for (Option option : NOT_WITH) {
      if (arguments.has(option)) {
        throw new UsageException("--watch and %s exclude each other".formatted(option.name()));
      }
    }
    if (arguments.operands().contains("-")) {
      throw new UsageException("--watch reads files; it cannot be used with the PATH -");
    }
    try (SourceWatch watch = new SourceWatch()) {
      int code;
      do {
        ScanPlan plan = ScanPlan.of(arguments, shell);
        Discovery discovery = Finder.find(plan.targets(), shell.directory(), plan.files());
        List<Path> files = new ArrayList<>(discovery.program());
        files.addAll(discovery.imported());
        watch.watch(discovery.root(), files); // before the scan, so that nothing is missed
        long start = System.nanoTime();
        code = scan.run();
        if (shell.out() instanceof Flushable flushable) {
          flushable.flush();
        }
        if (!arguments.has(OutputOptions.QUIET)) {
          shell.say(
              "scanned in %.1f s; watching for changes, Ctrl+C ends"
                  .formatted((System.nanoTime() - start) / 1e9));
        }
      } while (watch.await());
      return code;
    }
  }
}
