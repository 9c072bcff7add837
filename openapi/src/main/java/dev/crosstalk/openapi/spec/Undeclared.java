package dev.crosstalk.openapi.spec;

import dev.crosstalk.openapi.spec.Operation.Parameter.In;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A parameter that a service looks for and that its document does not list, for example a header
/// that middleware reads.
///
/// @param paths templates of the paths that look for it; empty when all may
public record Undeclared(In in, String name, List<String> paths) {
  public Undeclared {
    paths = List.copyOf(paths);
  }

  /// A copy of a parsed document in which every operation lists what it looks for. What is listed
  /// already stays as it is.
  public static Object declare(Object document, List<Undeclared> found) {
    if (found.isEmpty()
        || !(document instanceof Map<?, ?> root)
        || !(root.get("paths") instanceof Map<?, ?> paths)) {
      return document;
    }
    Map<String, Object> copy = new LinkedHashMap<>(Spec.object(root));
    Map<String, Object> changed = new LinkedHashMap<>();
    Spec.object(paths).forEach((path, item) -> changed.put(path, item(path, item, found)));
    copy.put("paths", changed);
    return copy;
  }

  private static Object item(String path, Object item, List<Undeclared> found) {
    List<Undeclared> here =
        found.stream().filter(one -> one.paths.isEmpty() || one.paths.contains(path)).toList();
    if (!(item instanceof Map<?, ?> operations) || here.isEmpty()) {
      return item;
    }
    Map<String, Object> copy = new LinkedHashMap<>(Spec.object(operations));
    copy.replaceAll((method, operation) ->
        operation instanceof Map<?, ?> fields && !method.equals("parameters")
            ? operation(Spec.object(fields), here)
            : operation);
    return copy;
  }

  private static Map<String, Object> operation(Map<String, Object> fields, List<Undeclared> here) {
    List<Object> parameters =
        fields.get("parameters") instanceof List<?> list
            ? new ArrayList<>(list)
            : new ArrayList<>();
    for (Undeclared one : here) {
      if (parameters.stream().noneMatch(one::isListed)) {
        parameters.add(
            Map.of(
                "name",
                one.name,
                "in",
                one.in.name().toLowerCase(Locale.ROOT),
                "required",
                true,
                "schema",
                Map.of("type", "string")));
      }
    }
    Map<String, Object> copy = new LinkedHashMap<>(fields);
    copy.put("parameters", parameters);
    return copy;
  }

  private boolean isListed(Object parameter) {
    return parameter instanceof Map<?, ?> fields
        && name.equalsIgnoreCase(String.valueOf(fields.get("name")))
        && in.name().equalsIgnoreCase(String.valueOf(fields.get("in")));
  }
}
