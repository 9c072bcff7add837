package dev.crosstalk.cli.config;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Toml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Settings that the command line gives as `KEY=VALUE`, in the keys and values of the file.
///
/// @param table what was given
/// @param troubles one line for each that cannot be read
public record Overrides(Map<String, Object> table, List<String> troubles) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

  public Overrides {
    troubles = List.copyOf(troubles);
  }

  /// Nothing given.
  public static Overrides none() {
    return new Overrides(Map.of(), List.of());
  }

  /// Reads `KEY=VALUE` words. A value that is a bare word is text: a shell has taken its quotes.
  public static Overrides of(List<String> words) {
    Map<String, Object> table = new LinkedHashMap<>();
    List<String> troubles = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      String value = word.substring(equals + 1).strip();
      boolean bare =
          WORD.matcher(value).matches() && !value.equals("true") && !value.equals("false");
      try {
        Map<String, Object> read =
            Toml.parse(word.substring(0, equals + 1) + (bare ? '"' + value + '"' : value));
        table = merged(table, read);
      } catch (DocumentException invalid) {
        troubles.add(
            "--config '%s' is neither a file nor KEY=VALUE in TOML, for example".formatted(word)
                + " --config 'select=[\"CT1\"]'");
      }
    }
    return new Overrides(table, troubles);
  }

  /// Two tables as one: what `over` says counts, and tables within are merged the same way.
  static Map<String, Object> merged(Map<?, ?> under, Map<?, ?> over) {
    Map<String, Object> merged = new LinkedHashMap<>();
    under.forEach((key, value) -> merged.put(String.valueOf(key), value));
    over.forEach((key, value) -> {
      Object before = merged.get(String.valueOf(key));
      merged.put(
          String.valueOf(key),
          before instanceof Map<?, ?> table && value instanceof Map<?, ?> above
              ? merged(table, above)
              : value);
    });
    return merged;
  }
}
