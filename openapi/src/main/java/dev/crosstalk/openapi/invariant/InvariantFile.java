package dev.crosstalk.openapi.invariant;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.document.Toml;
import dev.crosstalk.openapi.invariant.Invariant.Relation;
import dev.crosstalk.openapi.request.RequestTables;
import dev.crosstalk.openapi.request.RequestTemplate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Invariants as `[[invariant]]` tables of TOML: in a file of their own, in a scenario file or in
/// an identities file. What is written reads back equal.
public final class InvariantFile {
  /// The key of the tables in a file.
  public static final String KEY = "invariant";

  private static final int MOST = 50;
  private static final Set<String> KEYS =
      Set.of("name", "identity", "path", "operation", "headers", "pointer", "relation", "value");
  private static final Set<String> OF_READ = Set.of("identity", "path", "operation", "headers");

  private InvariantFile() {}

  /// Reads the text of a file that may hold other tables, too.
  ///
  /// @throws DocumentException with one line that names the invariant and the trouble
  public static List<Invariant> parse(String toml) throws DocumentException {
    Object tables = Toml.parse(toml).getOrDefault(KEY, List.of());
    if (!(tables instanceof List<?> list)) {
      throw new DocumentException("write [[invariant]], in two brackets");
    }
    if (list.size() > MOST) {
      throw new DocumentException("at most %d invariants can be given".formatted(MOST));
    }
    List<Invariant> found = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Object entry : list) {
      Invariant invariant = invariant(RequestTables.table(entry, KEY));
      if (!names.add(invariant.name())) {
        throw new DocumentException("invariant `%s` is given twice".formatted(invariant.name()));
      }
      found.add(invariant);
    }
    return found;
  }

  private static Invariant invariant(Map<String, Object> table) throws DocumentException {
    String name = RequestTables.text(table, "name", KEY);
    String where = "invariant `%s`".formatted(name);
    RequestTables.refuseUnknown(table, KEYS, where);
    String pointer = table.get("pointer") instanceof String text ? text : "none";
    if (!pointer.isEmpty() && !pointer.startsWith("/")) {
      throw new DocumentException(
          "%s: `pointer` is a JSON pointer such as \"/items/*/stock\"".formatted(where));
    }
    String word = RequestTables.text(table, "relation", where);
    Relation relation =
        Relation.of(word)
            .orElseThrow(() ->
                new DocumentException(
                    "%s: `relation` is one of %s, not %s"
                        .formatted(
                            where,
                            Arrays.stream(Relation.values())
                                .map(Relation::label)
                                .collect(Collectors.joining(", ")),
                            word)));
    Object value = table.get("value");
    if (relation.needsValue() == (value == null)) {
      throw new DocumentException(
          relation.needsValue()
              ? "%s: `%s` needs a `value`".formatted(where, relation.label())
              : "%s: `%s` takes no `value`".formatted(where, relation.label()));
    }
    if (relation == Relation.AT_MOST && !(value instanceof Number)) {
      throw new DocumentException("%s: `value` of at-most is a number".formatted(where));
    }
    if (value instanceof List<?> || value instanceof Map<?, ?>) {
      throw new DocumentException("%s: `value` is a text, a number or a boolean".formatted(where));
    }
    Map<String, Object> read = new LinkedHashMap<>(table);
    read.keySet().retainAll(OF_READ);
    RequestTemplate request = RequestTables.request(read, "read", where);
    return new Invariant(
        name, request, pointer, relation, Optional.ofNullable(value).map(Json::write));
  }

  /// The text of a file with these invariants.
  public static String write(List<Invariant> invariants) {
    StringBuilder out = new StringBuilder();
    for (Invariant invariant : invariants) {
      out.append("[[invariant]]\nname = ").append(Toml.quote(invariant.name())).append('\n');
      RequestTemplate read = invariant.read();
      read.identity()
          .ifPresent(name -> out.append("identity = ").append(Toml.quote(name)).append('\n'));
      out.append("path = ").append(Toml.quote(read.target())).append('\n');
      out.append("pointer = ").append(Toml.quote(invariant.pointer())).append('\n');
      out.append("relation = ").append(Toml.quote(invariant.relation().label())).append('\n');
      // A JSON text is a TOML text, too.
      invariant.value().ifPresent(value -> out.append("value = ").append(value).append('\n'));
      out.append('\n');
    }
    return out.toString();
  }
}
