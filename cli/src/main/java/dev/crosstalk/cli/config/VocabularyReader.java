package dev.crosstalk.cli.config;

import dev.crosstalk.python.names.Vocabulary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Understands the keys by which a project tells its vocabulary: lists of qualified names, or
/// tables with a `name`.
final class VocabularyReader {
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*(\\.[\\p{L}_][\\p{L}\\p{N}_]*)+(\\.\\*)?");
  private static final String WANTED =
      "a qualified name such as \"app.locks.TenantLock\", a list of them, or tables with a name";

  private final Map<?, ?> table;
  private final BiConsumer<String, String> wrong;

  /// @param wrong told a key and what it must be
  VocabularyReader(Map<?, ?> table, BiConsumer<String, String> wrong) {
    this.table = table;
    this.wrong = wrong;
  }

  Vocabulary read() {
    Map<Vocabulary.Word, List<String>> names = new EnumMap<>(Vocabulary.Word.class);
    for (Vocabulary.Word word : Vocabulary.Word.values()) {
      names.put(word, names(word.key(), table.get(word.key())));
    }
    return new Vocabulary(names);
  }

  private List<String> names(String key, @Nullable Object value) {
    List<?> items =
        switch (value) {
          case null -> List.of();
          case List<?> list -> list;
          default -> List.of(value);
        };
    List<String> names = new ArrayList<>();
    for (Object item : items) {
      Optional<String> name = name(item);
      if (name.isEmpty()) {
        wrong.accept(key, WANTED);
        return List.of();
      }
      names.add(name.get());
    }
    return names;
  }

  private static Optional<String> name(Object item) {
    Object name =
        item instanceof Map<?, ?> entry && entry.keySet().equals(java.util.Set.of("name"))
            ? entry.get("name")
            : item;
    return name instanceof String text && NAME.matcher(text).matches()
        ? Optional.of(text)
        : Optional.empty();
  }
}
