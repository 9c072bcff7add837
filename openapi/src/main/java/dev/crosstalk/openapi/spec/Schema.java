package dev.crosstalk.openapi.spec;

import dev.crosstalk.openapi.document.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One schema of the document: a view that follows references when asked, so a recursive schema is
/// no trouble. `allOf` is merged; `anyOf` and `oneOf` stay alternatives.
public final class Schema {
  private static final int MAX_MERGE_DEPTH = 24;

  private final Map<String, Object> node;
  private final String pointer;
  private final References references;
  private @Nullable SequencedMap<String, Schema> properties;
  private @Nullable Set<String> effectiveTypes;

  Schema(Map<String, Object> node, String pointer, References references) {
    this.node = node;
    this.pointer = pointer;
    this.references = references;
  }

  /// The schema at `node`, through its references; a schema without constraints when there is none.
  static Schema of(Object node, String pointer, References references) {
    return references.schema(node, pointer);
  }

  /// JSON pointer of this schema in the document, after following references.
  public String pointer() {
    return pointer;
  }

  /// The JSON types that are allowed, without `null`; empty when nothing says so.
  public Set<String> types() {
    Set<String> types = new LinkedHashSet<>();
    collectTypes(types, 0);
    return types;
  }

  private void collectTypes(Set<String> types, int depth) {
    Object type = node.get("type");
    if (type instanceof String one) {
      types.add(one);
    } else if (type instanceof List<?> several) {
      several.forEach(one -> types.add(one.toString()));
    } else if (node.containsKey("properties")) {
      types.add("object");
    } else if (depth < MAX_MERGE_DEPTH) {
      for (Schema part : parts()) {
        part.collectTypes(types, depth + 1);
      }
    }
    types.remove("null");
  }

  /// True when the one type, or one of the types, is `name`. An integer is also a number.
  public boolean is(String name) {
    Set<String> types = effectiveTypes;
    if (types == null) {
      types = effectiveTypes(0);
      effectiveTypes = types;
    }
    return types.contains(name) || (name.equals("number") && types.contains("integer"));
  }

  private Set<String> effectiveTypes(int depth) {
    Set<String> types = types();
    if (types.isEmpty() && depth < MAX_MERGE_DEPTH) {
      types = new LinkedHashSet<>();
      for (Schema alternative : alternatives()) {
        types.addAll(alternative.effectiveTypes(depth + 1));
      }
    }
    return types;
  }

  /// Members of `anyOf` and `oneOf`, without those that only say `null`.
  public List<Schema> alternatives() {
    List<Schema> found = new ArrayList<>();
    for (String keyword : List.of("anyOf", "oneOf")) {
      for (Schema member : members(keyword)) {
        if (!"null".equals(member.node.get("type"))) {
          found.add(member);
        }
      }
    }
    return found;
  }

  private List<Schema> parts() {
    return members("allOf");
  }

  private List<Schema> members(String keyword) {
    List<Schema> found = new ArrayList<>();
    if (node.get(keyword) instanceof List<?> members) {
      for (int i = 0; i < members.size(); i++) {
        found.add(of(members.get(i), pointer + "/" + keyword + "/" + i, references));
      }
    }
    return found;
  }

  /// Properties by name in document order, those of `allOf` parts included. When there are none,
  /// those of the first alternative that has some.
  public SequencedMap<String, Schema> properties() {
    SequencedMap<String, Schema> known = properties;
    if (known == null) {
      SequencedMap<String, Schema> found = new LinkedHashMap<>();
      collectProperties(found, 0);
      known = Collections.unmodifiableSequencedMap(found);
      properties = known;
    }
    return known;
  }

  private void collectProperties(Map<String, Schema> found, int depth) {
    if (node.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, value) ->
          found.putIfAbsent(
              name.toString(),
              of(value, pointer + "/properties/" + Json.escape(name.toString()), references)));
    }
    if (depth >= MAX_MERGE_DEPTH) {
      return;
    }
    for (Schema part : parts()) {
      part.collectProperties(found, depth + 1);
    }
    if (found.isEmpty()) {
      for (Schema alternative : alternatives()) {
        alternative.collectProperties(found, depth + 1);
        if (!found.isEmpty()) {
          return;
        }
      }
    }
  }

  /// Names of properties that must be there.
  public Set<String> required() {
    Set<String> found = new LinkedHashSet<>();
    collectRequired(found, 0);
    return found;
  }

  private void collectRequired(Set<String> found, int depth) {
    if (node.get("required") instanceof List<?> names) {
      names.forEach(name -> found.add(name.toString()));
    }
    if (depth >= MAX_MERGE_DEPTH) {
      return;
    }
    parts().forEach(part -> part.collectRequired(found, depth + 1));
    if (!node.containsKey("properties") && parts().isEmpty()) {
      alternatives().stream().limit(1).forEach(one -> one.collectRequired(found, depth + 1));
    }
  }

  /// The schema of array elements; without constraints when nothing is said.
  public Schema items() {
    Object items = node.getOrDefault("items", Map.of());
    return of(items, pointer + "/items", references);
  }

  /// Schemas of the first elements of a tuple (`prefixItems`).
  public List<Schema> prefixItems() {
    return members("prefixItems");
  }

  /// A string keyword such as `format`, `pattern`, `title` or `description`.
  public Optional<String> text(String keyword) {
    return node.get(keyword) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// A number keyword such as `minimum` or `maxLength`. The boolean form of `exclusiveMinimum` in
  /// OpenAPI 3.0 is answered with the bound that it belongs to.
  public OptionalDouble number(String keyword) {
    Object value = node.get(keyword);
    if (Boolean.TRUE.equals(value) && keyword.startsWith("exclusive")) {
      value = node.get(keyword.equals("exclusiveMinimum") ? "minimum" : "maximum");
    }
    return value instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /// A length or count keyword, clamped to int.
  public OptionalInt count(String keyword) {
    return node.get(keyword) instanceof Number number
        ? OptionalInt.of(Math.clamp(number.longValue(), 0, Integer.MAX_VALUE))
        : OptionalInt.empty();
  }

  /// The values that are allowed, when they are listed.
  public List<Object> enumeration() {
    return node.get("enum") instanceof List<?> values ? List.copyOf(values) : List.of();
  }

  /// The value of a keyword that may hold anything: `const`, `default`, `example`; for `examples`
  /// use {@link #examples()}.
  public Optional<Object> value(String keyword) {
    Object value = node.get(keyword);
    return value == null ? Optional.empty() : Optional.of(value);
  }

  /// Example values, in document order.
  public List<Object> examples() {
    List<Object> found = new ArrayList<>();
    value("example").ifPresent(found::add);
    if (node.get("examples") instanceof List<?> several) {
      found.addAll(several);
    }
    return found;
  }

  /// True for a property that the server sets.
  public boolean isReadOnly() {
    return Boolean.TRUE.equals(node.get("readOnly"));
  }

  /// True when a lower bound, an enumeration, a constant or a format keeps a number from being
  /// negative. An upper bound alone does not.
  public boolean hasLowerBound() {
    if (node.containsKey("const") || node.containsKey("enum")) {
      return true;
    }
    if (number("minimum").isPresent() || number("exclusiveMinimum").isPresent()) {
      return true;
    }
    List<Schema> choices = new ArrayList<>(alternatives());
    choices.removeIf(choice -> !choice.is("number"));
    return (!choices.isEmpty() && choices.stream().allMatch(Schema::hasLowerBound))
        || parts().stream().anyMatch(Schema::hasLowerBound);
  }
}
