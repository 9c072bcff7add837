package dev.crosstalk.cli.config;

import dev.crosstalk.cli.args.Nearest;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Understands the keys of a `[tool.crosstalk]` table.
final class SettingsReader {
  private static final List<String> KEYS =
      List.of(
          "select",
          "extend-select",
          "ignore",
          "exclude",
          "extend-exclude",
          "include-tests",
          "force-exclude",
          "respect-gitignore",
          "fail-on",
          "output-format",
          "severity",
          "paths");

  private final Map<?, ?> table;
  private final String file;
  private final List<Gap> gaps = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();

  private SettingsReader(Map<?, ?> table, String file) {
    this.table = table;
    this.file = file;
  }

  static Settings read(Map<?, ?> table, String file) {
    return new SettingsReader(table, file).settings();
  }

  private Settings settings() {
    for (Object key : table.keySet()) {
      String name = String.valueOf(key);
      if (!KEYS.contains(name)) {
        gaps.add(gap("unknown key '%s' has no effect%s".formatted(name, Nearest.hint(name, KEYS))));
      }
    }
    return new Settings(
        new Selectors(
            strings("select"),
            strings("extend-select").orElse(List.of()),
            strings("ignore").orElse(List.of()),
            file),
        severities(),
        paths(),
        strings("exclude"),
        strings("extend-exclude").orElse(List.of()),
        bool("include-tests"),
        bool("force-exclude"),
        bool("respect-gitignore"),
        string("fail-on").flatMap(word -> severity("fail-on", word)),
        string("output-format"),
        gaps,
        troubles);
  }

  private Map<String, Severity> severities() {
    Map<String, Severity> severities = new LinkedHashMap<>();
    Object value = table.get("severity");
    if (value instanceof Map<?, ?> words) {
      words.forEach((selector, word) ->
          severity("severity." + selector, String.valueOf(word))
              .ifPresent(severity -> severities.put(String.valueOf(selector), severity)));
    } else if (value != null) {
      wrong("severity", "a table such as { CT101 = \"high\" }");
    }
    return severities;
  }

  private Map<String, List<String>> paths() {
    Map<String, List<String>> paths = new LinkedHashMap<>();
    Object value = table.get("paths");
    if (value instanceof Map<?, ?> patterns) {
      patterns.forEach((selector, listed) ->
          strings("paths." + selector, listed)
              .ifPresent(list -> paths.put(String.valueOf(selector), list)));
    } else if (value != null) {
      wrong("paths", "a table such as { CT901 = [\"services/\"] }");
    }
    return paths;
  }

  private Optional<Severity> severity(String key, String word) {
    for (Severity severity : Severity.values()) {
      if (severity.label().equals(word.toLowerCase(Locale.ROOT))) {
        return Optional.of(severity);
      }
    }
    List<String> labels = Arrays.stream(Severity.values()).map(Severity::label).toList();
    wrong(key, "one of " + String.join(", ", labels));
    return Optional.empty();
  }

  private Optional<List<String>> strings(String key) {
    return strings(key, table.get(key));
  }

  private Optional<List<String>> strings(String key, @Nullable Object value) {
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String one) {
      return Optional.of(List.of(one));
    }
    if (value instanceof List<?> items && items.stream().allMatch(String.class::isInstance)) {
      return Optional.of(items.stream().map(String::valueOf).toList());
    }
    wrong(key, "a list of strings");
    return Optional.empty();
  }

  private Optional<String> string(String key) {
    Object value = table.get(key);
    if (value != null && !(value instanceof String)) {
      wrong(key, "a string");
    }
    return value instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private Optional<Boolean> bool(String key) {
    Object value = table.get(key);
    if (value != null && !(value instanceof Boolean)) {
      wrong(key, "true or false");
    }
    return value instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
  }

  private void wrong(String key, String wanted) {
    troubles.add("%s: [tool.crosstalk] %s must be %s".formatted(file, key, wanted));
  }

  private Gap gap(String message) {
    return new Gap(
        Gap.Kind.CONFIGURATION,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        file + ": [tool.crosstalk] " + message);
  }
}
