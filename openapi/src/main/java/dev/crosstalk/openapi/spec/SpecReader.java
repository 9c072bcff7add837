package dev.crosstalk.openapi.spec;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.spec.Operation.Body;
import dev.crosstalk.openapi.spec.Operation.Parameter;
import dev.crosstalk.openapi.spec.Operation.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns a plain tree into a {@link Spec}. What is malformed is left out and told; only a document
/// that is no OpenAPI 3.0 or 3.1 at all is refused.
final class SpecReader {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  private static final int MAX_OPERATIONS = 20_000;

  private final Map<String, Object> root;
  private final References references;
  private final List<String> troubles = new ArrayList<>();

  SpecReader(Object tree) throws DocumentException {
    if (!(tree instanceof Map<?, ?> map)) {
      throw new DocumentException("the document is not an OpenAPI document: it is no object");
    }
    this.root = Spec.object(map);
    this.references = new References(root);
  }

  Spec read() throws DocumentException {
    String version = version();
    Map<String, SecurityScheme> schemes = securitySchemes();
    List<List<String>> defaultSecurity = security(root.get("security"));
    List<Operation> operations = new ArrayList<>();
    Object paths = root.get("paths");
    if (!(paths instanceof Map<?, ?> items)) {
      throw new DocumentException("the OpenAPI document has no `paths`");
    }
    for (Map.Entry<?, ?> item : items.entrySet()) {
      String path = item.getKey().toString();
      if (!path.startsWith("/")) {
        if (!path.startsWith("x-")) {
          troubles.add("the path %s does not begin with / and is left out".formatted(shown(path)));
        }
        continue;
      }
      String pointer = "/paths/" + Json.escape(path);
      references
          .resolve(item.getValue(), pointer)
          .ifPresent(target -> readPath(path, target.node(), pointer, defaultSecurity, operations));
      if (operations.size() > MAX_OPERATIONS) {
        throw new DocumentException(
            "the OpenAPI document has more than %d operations".formatted(MAX_OPERATIONS));
      }
    }
    List<String> all = new ArrayList<>(troubles);
    all.addAll(references.troubles());
    return new Spec(
        version, title(), operations, schemes, all, List.copyOf(references.notFollowed()));
  }

  private String version() throws DocumentException {
    if (root.get("openapi") instanceof String version) {
      if (version.startsWith("3.0") || version.startsWith("3.1")) {
        return version;
      }
      throw new DocumentException(
          "the document is OpenAPI %s; 3.0 and 3.1 are read".formatted(shown(version)));
    }
    if (root.containsKey("openapi")) {
      throw new DocumentException(
          "the document is OpenAPI %s; 3.0 and 3.1 are read (put the version in quotes)"
              .formatted(shown(String.valueOf(root.get("openapi")))));
    }
    if (root.containsKey("swagger")) {
      throw new DocumentException(
          "the document is Swagger %s; convert it to OpenAPI 3.0 or 3.1 first"
              .formatted(shown(String.valueOf(root.get("swagger")))));
    }
    throw new DocumentException("the document is not an OpenAPI document: `openapi` is missing");
  }

  private String title() {
    return root.get("info") instanceof Map<?, ?> info && info.get("title") instanceof String title
        ? title
        : "";
  }

  private void readPath(
      String path,
      Map<String, Object> item,
      String pointer,
      List<List<String>> defaultSecurity,
      List<Operation> operations) {
    List<Parameter> shared = parameters(item.get("parameters"), pointer + "/parameters");
    for (Map.Entry<String, Object> entry : item.entrySet()) {
      String method = entry.getKey().toLowerCase(Locale.ROOT);
      if (!METHODS.contains(method)) {
        continue;
      }
      String place = pointer + "/" + entry.getKey();
      Optional<References.Target> target = references.resolve(entry.getValue(), place);
      if (target.isEmpty()) {
        troubles.add("%s %s is no object".formatted(method.toUpperCase(Locale.ROOT), shown(path)));
        continue;
      }
      operations.add(
          readOperation(
              method.toUpperCase(Locale.ROOT),
              path,
              target.get().node(),
              place,
              shared,
              defaultSecurity));
    }
  }

  private Operation readOperation(
      String method,
      String path,
      Map<String, Object> node,
      String pointer,
      List<Parameter> shared,
      List<List<String>> defaultSecurity) {
    Map<String, Parameter> merged = new LinkedHashMap<>();
    for (Parameter parameter : shared) {
      merged.put(parameter.in() + " " + parameter.name(), parameter);
    }
    for (Parameter parameter : parameters(node.get("parameters"), pointer + "/parameters")) {
      merged.put(parameter.in() + " " + parameter.name(), parameter);
    }
    return new Operation(
        method,
        path,
        pointer,
        text(node, "operationId"),
        text(node, "summary").orElse(""),
        text(node, "description").orElse(""),
        strings(node.get("tags")),
        List.copyOf(merged.values()),
        body(node.get("requestBody"), pointer + "/requestBody"),
        responses(node.get("responses"), pointer + "/responses"),
        node.containsKey("security") ? security(node.get("security")) : defaultSecurity,
        Boolean.TRUE.equals(node.get("deprecated")));
  }

  private List<Parameter> parameters(@Nullable Object node, String pointer) {
    List<Parameter> found = new ArrayList<>();
    if (!(node instanceof List<?> list)) {
      return found;
    }
    for (int i = 0; i < list.size(); i++) {
      String place = pointer + "/" + i;
      references
          .resolve(list.get(i), place)
          .flatMap(target -> parameter(target.node(), target.pointer()))
          .ifPresent(found::add);
    }
    return found;
  }

  private Optional<Parameter> parameter(Map<String, Object> node, String pointer) {
    if (!(node.get("name") instanceof String name) || !(node.get("in") instanceof String in)) {
      troubles.add("the parameter at %s has no `name` or no `in`".formatted(shown(pointer)));
      return Optional.empty();
    }
    Parameter.In place =
        switch (in) {
          case "path" -> Parameter.In.PATH;
          case "header" -> Parameter.In.HEADER;
          case "cookie" -> Parameter.In.COOKIE;
          default -> Parameter.In.QUERY;
        };
    Object schema = node.getOrDefault("schema", Map.of());
    if (node.get("content") instanceof Map<?, ?> content && !content.isEmpty()) {
      Object first = content.values().iterator().next();
      schema =
          first instanceof Map<?, ?> media
              ? Spec.object(media).getOrDefault("schema", Map.of())
              : schema;
    }
    if (schema instanceof Map<?, ?> plain
        && !plain.containsKey("$ref")
        && node.containsKey("example")) {
      Map<String, Object> withExample = new LinkedHashMap<>(Spec.object(plain));
      withExample.putIfAbsent("example", node.get("example"));
      schema = withExample;
    }
    boolean required = place == Parameter.In.PATH || Boolean.TRUE.equals(node.get("required"));
    return Optional.of(
        new Parameter(
            name, place, required, Schema.of(schema, pointer + "/schema", references), pointer));
  }

  private Optional<Body> body(@Nullable Object node, String pointer) {
    if (node == null) {
      return Optional.empty();
    }
    return references
        .resolve(node, pointer)
        .flatMap(target ->
            media(target.node().get("content"))
                .map(media ->
                    new Body(
                        Boolean.TRUE.equals(target.node().get("required")),
                        media.type(),
                        Schema.of(
                            media.schema(),
                            target.pointer() + "/content/" + Json.escape(media.key()) + "/schema",
                            references),
                        target.pointer())));
  }

  private record Media(String key, String type, Object schema) {}

  /// JSON when it is offered, else forms, else what stands first.
  private static Optional<Media> media(@Nullable Object content) {
    if (!(content instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    Media best = null;
    int bestRank = Integer.MAX_VALUE;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = entry.getKey().toString();
      int end = key.indexOf(';');
      String type = (end < 0 ? key : key.substring(0, end)).strip().toLowerCase(Locale.ROOT);
      int rank =
          type.equals("application/json")
              ? 0
              : type.endsWith("+json")
                  ? 1
                  : type.equals("application/x-www-form-urlencoded")
                      ? 2
                      : type.equals("multipart/form-data") ? 3 : 4;
      if (rank < bestRank) {
        Object schema =
            entry.getValue() instanceof Map<?, ?> value
                ? Spec.object(value).getOrDefault("schema", Map.of())
                : Map.of();
        best = new Media(key, type, withExample(schema, entry.getValue()));
        bestRank = rank;
      }
    }
    return Optional.ofNullable(best);
  }

  private static Object withExample(Object schema, Object media) {
    if (media instanceof Map<?, ?> map
        && map.get("example") != null
        && schema instanceof Map<?, ?> plain
        && !plain.containsKey("$ref")) {
      Map<String, Object> copy = new LinkedHashMap<>(Spec.object(plain));
      copy.putIfAbsent("example", map.get("example"));
      return copy;
    }
    return schema;
  }

  private List<Response> responses(@Nullable Object node, String pointer) {
    List<Response> found = new ArrayList<>();
    if (!(node instanceof Map<?, ?> map)) {
      return found;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String status = entry.getKey().toString();
      String place = pointer + "/" + Json.escape(status);
      references
          .resolve(entry.getValue(), place)
          .ifPresent(target ->
              found.add(
                  new Response(
                      status,
                      text(target.node(), "description").orElse(""),
                      target.node().get("headers") instanceof Map<?, ?> headers
                          ? headers.keySet().stream().map(Object::toString).toList()
                          : List.of(),
                      media(target.node().get("content"))
                          .filter(media -> media.type().contains("json"))
                          .map(media ->
                              Schema.of(
                                  media.schema(),
                                  target.pointer()
                                      + "/content/"
                                      + Json.escape(media.key())
                                      + "/schema",
                                  references)))));
    }
    return found;
  }

  private static List<List<String>> security(@Nullable Object node) {
    List<List<String>> alternatives = new ArrayList<>();
    if (node instanceof List<?> list) {
      for (Object alternative : list) {
        if (alternative instanceof Map<?, ?> names) {
          alternatives.add(names.keySet().stream().map(Object::toString).toList());
        }
      }
    }
    return alternatives;
  }

  private Map<String, SecurityScheme> securitySchemes() {
    Map<String, SecurityScheme> found = new LinkedHashMap<>();
    Json.at(root, "/components/securitySchemes")
        .filter(Map.class::isInstance)
        .map(node -> Spec.object((Map<?, ?>) node))
        .ifPresent(schemes ->
            schemes.forEach((key, node) ->
                references
                    .resolve(node, "/components/securitySchemes/" + Json.escape(key))
                    .ifPresent(target -> found.put(key, scheme(key, target.node())))));
    return found;
  }

  private static SecurityScheme scheme(String key, Map<String, Object> node) {
    String type = text(node, "type").orElse("");
    String http = text(node, "scheme").orElse("").toLowerCase(Locale.ROOT);
    Optional<String> tokenUrl =
        Json.at(node, "/flows/password/tokenUrl")
            .filter(String.class::isInstance)
            .map(Object::toString);
    SecurityScheme.Kind kind =
        switch (type) {
          case "http" ->
              http.equals("basic")
                  ? SecurityScheme.Kind.BASIC
                  : http.equals("bearer") ? SecurityScheme.Kind.BEARER : SecurityScheme.Kind.OTHER;
          case "apiKey" -> SecurityScheme.Kind.API_KEY;
          case "oauth2" ->
              tokenUrl.isPresent()
                  ? SecurityScheme.Kind.OAUTH2_PASSWORD
                  : SecurityScheme.Kind.OTHER;
          default -> SecurityScheme.Kind.OTHER;
        };
    return new SecurityScheme(key, kind, text(node, "in"), text(node, "name"), tokenUrl);
  }

  private static Optional<String> text(Map<String, Object> node, String key) {
    return node.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  private static List<String> strings(@Nullable Object node) {
    return node instanceof List<?> list ? list.stream().map(Object::toString).toList() : List.of();
  }

  private static String shown(String text) {
    String flat = text.replaceAll("\\p{Cntrl}", " ");
    return flat.length() > 120 ? flat.substring(0, 120) + "…" : flat;
  }
}
