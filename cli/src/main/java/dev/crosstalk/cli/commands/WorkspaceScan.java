package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.Finder;
import dev.crosstalk.cli.run.ScanJob;
import dev.crosstalk.cli.run.Sieve;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A folder that is scanned again and again by its own settings, with what an editor has not saved.
/// Nothing of it is executed.
public final class WorkspaceScan {
  private final Path folder;

  /// @param folder absolute
  public WorkspaceScan(Path folder) {
    this.folder = folder;
  }

  /// The version of Crosstalk.
  public static String version() {
    return Version.text();
  }

  public Path folder() {
    return folder;
  }

  /// What came of one scan.
  ///
  /// @param root paths of the report are relative to it
  /// @param troubles one line for each thing that cannot be used
  public record Result(ScanJob.Outcome outcome, Path root, List<String> troubles) {
    public Result {
      troubles = List.copyOf(troubles);
    }
  }

  /// Scans by the settings as they are now.
  ///
  /// @param unsaved contents by absolute path
  public Result scan(Map<Path, byte[]> unsaved) {
    Shell shell =
        new Shell(
            InputStream.nullInputStream(),
            new StringBuilder(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            folder,
            Map.of(),
            false,
            false);
    Arguments arguments = ScanOptions.TABLE.parse(List.of("--", folder.toString()));
    ScanPlan plan = ScanPlan.of(arguments, shell);
    Discovery discovery = Finder.find(plan.targets(), folder, plan.files());
    ScanJob.Outcome outcome =
        ScanJob.run(
            plan.request("scan", discovery, plan.rules(), new Sieve(plan.meshes())),
            _ -> {},
            reader -> reader.with(unsaved));
    List<String> troubles = new java.util.ArrayList<>(plan.troubles());
    troubles.addAll(discovery.troubles());
    return new Result(outcome, discovery.root(), troubles);
  }
}
