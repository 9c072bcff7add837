package dev.crosstalk.cli.config;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Toml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds and reads `[tool.crosstalk]`.
public final class ConfigFile {
  private static final String PYPROJECT = "pyproject.toml";
  private static final int LARGEST = 1 << 20;

  private ConfigFile() {}

  /// Settings of the nearest `pyproject.toml` at or above `start` that has a `[tool.crosstalk]`
  /// table. A file that never mentions the tool is not parsed: it costs no time and cannot be
  /// wrong.
  ///
  /// @param start a file or folder that is scanned, absolute
  /// @param directory the working directory, by which a file is named in messages
  public static Settings nearest(Path start, Path directory) {
    for (@Nullable Path folder = start; folder != null; folder = folder.getParent()) {
      Path file = folder.resolve(PYPROJECT);
      if (!Files.isRegularFile(file)) {
        continue;
      }
      Path shown = file.startsWith(directory) ? directory.relativize(file) : file;
      Optional<Settings> settings = read(file, shown.toString(), false);
      if (settings.isPresent()) {
        return settings.get();
      }
    }
    return Settings.none();
  }

  /// Settings of a file that the user named. A `pyproject.toml` is asked for its
  /// `[tool.crosstalk]`; in any other file the keys stand at the top.
  ///
  /// @param given the name as the user wrote it
  public static Settings named(Path file, String given) {
    if (!Files.isRegularFile(file)) {
      return Settings.trouble(List.of("no such configuration file: " + given));
    }
    return read(file, given, !isPyproject(file)).orElseGet(Settings::none);
  }

  private static boolean isPyproject(Path file) {
    return file.endsWith(PYPROJECT);
  }

  private static Optional<Settings> read(Path file, String shown, boolean atTop) {
    String text;
    try {
      if (Files.size(file) > LARGEST) {
        return Optional.of(
            Settings.trouble(List.of(shown + ": larger than 1 MB, so it was not read")));
      }
      // A byte that is not UTF-8 becomes a replacement character, which is valid in a comment.
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return Optional.of(Settings.trouble(List.of(shown + ": cannot be read")));
    }
    if (!atTop && !text.contains("crosstalk")) {
      return Optional.empty();
    }
    try {
      Map<String, Object> top = Toml.parse(text);
      if (atTop) {
        return Optional.of(SettingsReader.read(top, shown));
      }
      return top.get("tool") instanceof Map<?, ?> tool
              && tool.get("crosstalk") instanceof Map<?, ?> table
          ? Optional.of(SettingsReader.read(table, shown))
          : Optional.empty();
    } catch (DocumentException invalid) {
      return Optional.of(
          Settings.trouble(
              List.of(
                  "%s: %s; the default settings were used"
                      .formatted(shown, invalid.getMessage()))));
    }
  }
}
