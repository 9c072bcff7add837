package dev.crosstalk.openapi.spec;

import dev.crosstalk.openapi.document.Json;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Follows `$ref` inside one document. Each reference that cannot be followed is told once, in
/// {@link #troubles()}. Thread-confined.
final class References {
  private static final int MAX_HOPS = 100;

  private final Object root;
  private final Map<String, Schema> schemas = new HashMap<>();
  private final Set<String> troubles = new LinkedHashSet<>();
  private final Set<String> notFollowed = new LinkedHashSet<>();

  References(Object root) {
    this.root = root;
  }

  /// A node with the JSON pointer where it stands.
  record Target(Map<String, Object> node, String pointer) {}

  /// The object that `node` stands for: itself, or where its chain of references ends. Empty when
  /// it is no object or the chain is broken.
  Optional<Target> resolve(Object node, String pointer) {
    Object here = node;
    String place = pointer;
    Set<String> seen = new LinkedHashSet<>();
    while (here instanceof Map<?, ?> map && map.get("$ref") instanceof String reference) {
      if (!seen.add(reference) || seen.size() > MAX_HOPS) {
        troubles.add("the reference %s leads back to itself".formatted(shown(reference)));
        return Optional.empty();
      }
      if (!reference.startsWith("#")) {
        notFollowed.add(
            "the reference %s leads out of the document and is not followed"
                .formatted(shown(reference)));
        return Optional.empty();
      }
      String target = reference.substring(1).replace("%7B", "{").replace("%7D", "}");
      Optional<Object> found = Json.at(root, target);
      if (found.isEmpty()) {
        troubles.add("the reference %s leads nowhere".formatted(shown(reference)));
        return Optional.empty();
      }
      here = found.get();
      place = target;
    }
    return here instanceof Map<?, ?> map
        ? Optional.of(new Target(Spec.object(map), place))
        : Optional.empty();
  }

  /// The schema that `node` stands for. A reference gives the same schema each time, so that what
  /// it knows of itself is found out once.
  Schema schema(Object node, String pointer) {
    Optional<String> reference =
        node instanceof Map<?, ?> map && map.get("$ref") instanceof String text
            ? Optional.of(text)
            : Optional.empty();
    Optional<Schema> known = reference.map(schemas::get);
    if (known.isPresent()) {
      return known.get();
    }
    Optional<Schema> found =
        resolve(node, pointer).map(target -> new Schema(target.node(), target.pointer(), this));
    if (found.isPresent() && reference.isPresent()) {
      schemas.put(reference.get(), found.get());
    }
    return found.orElseGet(() -> new Schema(Map.of(), pointer, this));
  }

  private static String shown(String reference) {
    String flat = reference.replaceAll("\\p{Cntrl}", " ");
    return flat.length() > 120 ? flat.substring(0, 120) + "…" : flat;
  }

  Set<String> troubles() {
    return troubles;
  }

  Set<String> notFollowed() {
    return notFollowed;
  }
}
