package dev.crosstalk.drive.explore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lines of the application's source, for evidence.
final class SourceLines {
  private static final long MAX_BYTES = 20_000_000;

  private final Path folder;
  private final Map<String, List<String>> files = new HashMap<>();

  /// @param folder the application's folder
  SourceLines(Path folder) {
    this.folder = folder;
  }

  /// The path relative to the application's folder, with `/`; as it is when it lies elsewhere.
  String relative(String file) {
    Path path = Path.of(file);
    try {
      Path real = folder.toRealPath();
      return path.startsWith(real)
          ? real.relativize(path).toString().replace('\\', '/')
          : path.startsWith(folder)
              ? folder.relativize(path).toString().replace('\\', '/')
              : file.replace('\\', '/');
    } catch (IOException gone) {
      return file.replace('\\', '/');
    }
  }

  /// A 1-based line without its indentation.
  Optional<String> text(String file, int line) {
    List<String> lines = files.computeIfAbsent(file, SourceLines::read);
    return line < 1 || line > lines.size()
        ? Optional.empty()
        : Optional.of(lines.get(line - 1).strip());
  }

  private static List<String> read(String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MAX_BYTES) {
        return List.of();
      }
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException gone) {
      return List.of();
    }
  }
}
