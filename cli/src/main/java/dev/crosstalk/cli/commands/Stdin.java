package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.discovery.Discovery;
import dev.crosstalk.cli.discovery.FileRules;
import dev.crosstalk.cli.discovery.Finder;
import dev.crosstalk.cli.discovery.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Source that an editor hands over on standard input.
final class Stdin {
  private static final String STREAM = "-";
  private static final int LARGEST = 5_000_000;

  private final Target target;
  private final byte[] content;

  private Stdin(Target target, byte[] content) {
    this.target = target;
    this.content = content;
  }

  /// Where the source is judged.
  Target target() {
    return target;
  }

  /// The source when PATH is `-`.
  static Optional<Stdin> of(Arguments arguments, Shell shell) throws IOException {
    Optional<String> name = arguments.value(ScanOptions.STDIN_FILENAME);
    if (!arguments.operands().contains(STREAM)) {
      if (name.isPresent()) {
        throw new UsageException("--stdin-filename needs the PATH -, for standard input");
      }
      return Optional.empty();
    }
    if (arguments.operands().size() > 1) {
      throw new UsageException("the PATH - stands alone: standard input is one file");
    }
    byte[] content = shell.in().readNBytes(LARGEST + 1);
    if (content.length > LARGEST) {
      throw new UsageException("standard input is larger than 5 MB");
    }
    String given = name.orElse("stdin.py");
    return Optional.of(new Stdin(new Target(given, shell.resolve(given)), content));
  }

  Discovery discovery(Path directory, FileRules rules) {
    return Finder.given(target, content, directory, rules);
  }

  /// The content by the path under which it is judged.
  Map<Path, byte[]> contents() {
    return Map.of(target.path(), content);
  }
}
