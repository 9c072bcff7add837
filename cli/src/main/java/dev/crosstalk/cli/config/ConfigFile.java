package dev.crosstalk.cli.config;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Toml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds and reads `[tool.crosstalk]` and `crosstalk.toml`.
public final class ConfigFile {
  private static final String PYPROJECT = "pyproject.toml";
  private static final String OURS = "crosstalk.toml";
  private static final int LARGEST = 1 << 20;

  /// The keys of a file and what is wrong with it.
  ///
  /// @param shown the file as messages name it
  private record Loaded(Map<?, ?> table, String shown, List<String> troubles) {
    static Loaded trouble(String shown, String trouble) {
      return new Loaded(Map.of(), shown, List.of(trouble));
    }
  }

  private ConfigFile() {}

  /// Settings of the nearest file at or above `start`: a `crosstalk.toml`, or a `pyproject.toml`
  /// that has a `[tool.crosstalk]` table. One that never mentions the tool is not parsed: it costs
  /// no time and cannot be wrong.
  ///
  /// @param start a file or folder that is scanned, absolute
  /// @param directory the working directory, by which a file is named in messages
  public static Settings nearest(Path start, Path directory, Overrides overrides) {
    for (@Nullable Path folder = start; folder != null; folder = folder.getParent()) {
      for (String name : List.of(OURS, PYPROJECT)) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
          continue;
        }
        Path shown = file.startsWith(directory) ? directory.relativize(file) : file;
        Optional<Loaded> loaded = load(file, shown.toString());
        if (loaded.isPresent()) {
          return settings(loaded.get(), overrides);
        }
      }
    }
    return without(overrides);
  }

  /// Settings of no file.
  public static Settings without(Overrides overrides) {
    return settings(new Loaded(Map.of(), "no file", List.of()), overrides);
  }

  /// Settings of a file that the user named. A `pyproject.toml` is asked for its
  /// `[tool.crosstalk]`; in any other file the keys stand at the top.
  ///
  /// @param given the name as the user wrote it
  public static Settings named(Path file, String given, Overrides overrides) {
    Loaded loaded =
        Files.isRegularFile(file)
            ? load(file, given).orElse(new Loaded(Map.of(), given, List.of()))
            : Loaded.trouble(given, "no such configuration file: " + given);
    return settings(loaded, overrides);
  }

  private static Settings settings(Loaded loaded, Overrides overrides) {
    if (overrides.table().isEmpty() && overrides.troubles().isEmpty()) {
      return SettingsReader.read(loaded.table(), loaded.shown()).with(loaded.troubles());
    }
    // what is wrong is told where it stands, and what was overridden is not told at all
    Map<Object, Object> left = new LinkedHashMap<>(loaded.table());
    overrides
        .table()
        .forEach((key, value) -> {
          if (!(value instanceof Map<?, ?>)) {
            left.remove(key);
          }
        });
    Settings file = SettingsReader.read(left, loaded.shown());
    Settings above = SettingsReader.read(overrides.table(), "--config");
    List<String> troubles = new ArrayList<>(loaded.troubles());
    troubles.addAll(file.troubles());
    troubles.addAll(overrides.troubles());
    above.gaps().forEach(gap -> troubles.add(gap.message()));
    troubles.addAll(above.troubles());
    String shown = loaded.table().isEmpty() ? "--config" : loaded.shown() + " and --config";
    return SettingsReader.read(Overrides.merged(loaded.table(), overrides.table()), shown)
        .instead(file.gaps(), troubles);
  }

  private static boolean isPyproject(Path file) {
    return file.endsWith(PYPROJECT);
  }

  private static Optional<Loaded> load(Path file, String shown) {
    String text;
    try {
      if (Files.size(file) > LARGEST) {
        return Optional.of(Loaded.trouble(shown, shown + ": larger than 1 MB, so it was not read"));
      }
      // A byte that is not UTF-8 becomes a replacement character, which is valid in a comment.
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return Optional.of(Loaded.trouble(shown, shown + ": cannot be read"));
    }
    boolean atTop = !isPyproject(file);
    if (!atTop && !text.contains("crosstalk")) {
      return Optional.empty();
    }
    try {
      Map<String, Object> top = Toml.parse(text);
      if (atTop) {
        return Optional.of(new Loaded(top, shown, List.of()));
      }
      return top.get("tool") instanceof Map<?, ?> tool
              && tool.get("crosstalk") instanceof Map<?, ?> table
          ? Optional.of(new Loaded(table, shown, List.of()))
          : Optional.empty();
    } catch (DocumentException invalid) {
      return Optional.of(
          Loaded.trouble(
              shown,
              "%s: %s; the default settings were used".formatted(shown, invalid.getMessage())));
    }
  }
}
