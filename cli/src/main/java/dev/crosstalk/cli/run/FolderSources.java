package dev.crosstalk.cli.run;

import dev.crosstalk.model.Report;
import dev.crosstalk.model.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Source files below a folder, read when a reporter asks.
final class FolderSources implements Report.Sources {
  private static final long MAX_BYTES = 20_000_000;

  private final Path folder;

  FolderSources(Path folder) {
    this.folder = folder.normalize();
  }

  @Override
  public Optional<SourceText> apply(String path) {
    Path file = folder.resolve(path).normalize();
    try {
      if (!file.startsWith(folder) || !Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
        return Optional.empty();
      }
      return Optional.of(
          new SourceText(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
