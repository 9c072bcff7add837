package dev.crosstalk.cli.config;

import dev.crosstalk.cli.args.Nearest;
import dev.crosstalk.model.Confidence;
import dev.crosstalk.model.Gap;
import dev.crosstalk.model.Severity;
import dev.crosstalk.python.names.Vocabulary;
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
  private static final List<String> OWN_KEYS =
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
          "minimum-severity",
          "minimum-confidence",
          "severity",
          "per-file-severity",
          "per-file-ignores",
          "paths");

  private static final List<String> KEYS = keys();

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

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(OWN_KEYS);
    for (Vocabulary.Word word : Vocabulary.Word.values()) {
      keys.add(word.key());
    }
    return List.copyOf(keys);
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
        new Severities(severities("severity", table.get("severity")), perFileSeverity()),
        listsByName("paths", "{ CT901 = [\"services/\"] }"),
        new PerFileIgnores(listsByName("per-file-ignores", "{ \"legacy/\" = [\"CT2\"] }")),
        string("minimum-severity").flatMap(word -> severity("minimum-severity", word)),
        string("minimum-confidence").flatMap(this::confidence),
        strings("exclude"),
        strings("extend-exclude").orElse(List.of()),
        bool("include-tests"),
        bool("force-exclude"),
        bool("respect-gitignore"),
        strings("fail-on").flatMap(this::failOn),
        string("output-format"),
        new VocabularyReader(table, this::wrong).read(),
        gaps,
        troubles);
  }

  private Map<String, Severity> severities(String key, @Nullable Object value) {
    Map<String, Severity> severities = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> words) {
      words.forEach((selector, word) ->
          severity(key + "." + selector, String.valueOf(word))
              .ifPresent(severity -> severities.put(String.valueOf(selector), severity)));
    } else if (value != null) {
      wrong(key, "a table such as { CT101 = \"high\" }");
    }
    return severities;
  }

  private Map<String, Map<String, Severity>> perFileSeverity() {
    Map<String, Map<String, Severity>> byPath = new LinkedHashMap<>();
    Object value = table.get("per-file-severity");
    if (value instanceof Map<?, ?> patterns) {
      patterns.forEach((pattern, words) -> {
        String key = "per-file-severity." + pattern;
        Object rules = words instanceof String word ? Map.of("ALL", word) : words;
        byPath.put(String.valueOf(pattern), severities(key, rules));
      });
    } else if (value != null) {
      wrong("per-file-severity", "a table such as { \"internal/\" = { CT2 = \"low\" } }");
    }
    return byPath;
  }

  private Map<String, List<String>> listsByName(String key, String example) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    Object value = table.get(key);
    if (value instanceof Map<?, ?> named) {
      named.forEach((name, listed) ->
          strings(key + "." + name, listed)
              .ifPresent(list -> lists.put(String.valueOf(name), list)));
    } else if (value != null) {
      wrong(key, "a table such as " + example);
    }
    return lists;
  }

  private Optional<FailOn> failOn(List<String> given) {
    List<String> words =
        given.stream()
            .flatMap(word -> Arrays.stream(word.split(",", -1)))
            .map(String::strip)
            .toList();
    Optional<FailOn> read = FailOn.of(words);
    if (read.isEmpty()) {
      wrong("fail-on", "one of " + String.join(", ", FailOn.words()));
    }
    return read;
  }

  private Optional<Confidence> confidence(String word) {
    for (Confidence confidence : Confidence.values()) {
      if (confidence.label().equals(word.toLowerCase(Locale.ROOT))) {
        return Optional.of(confidence);
      }
    }
    wrong("minimum-confidence", "one of high, medium, low");
    return Optional.empty();
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
