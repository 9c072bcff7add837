package dev.crosstalk.openapi.request;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import dev.crosstalk.openapi.document.Toml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Requests as TOML tables, for identities and scenario files.
public final class RequestTables {
  private static final Set<String> KEYS =
      Set.of(
          "id",
          "identity",
          "method",
          "path",
          "operation",
          "headers",
          "json",
          "form",
          "body",
          "content_type",
          "capture");
  private static final Set<String> METHODS =
      Set.of("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH");

  private RequestTables() {}

  /// Reads one request.
  ///
  /// @param defaultId used when the table has no `id`
  /// @param where for messages
  /// @throws DocumentException with one line that says what is wrong
  public static RequestTemplate request(Map<String, Object> table, String defaultId, String where)
      throws DocumentException {
    refuseUnknown(table, KEYS, where);
    String path = text(table, "path", where);
    String method = table.containsKey("method") ? text(table, "method", where) : "GET";
    if (!METHODS.contains(method)) {
      throw new DocumentException("%s: unknown method %s".formatted(where, method));
    }
    if (!path.startsWith("/") || !path.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw new DocumentException(
          "%s: `path` begins with / and is percent-encoded".formatted(where));
    }
    Map<String, List<String>> captures = new LinkedHashMap<>();
    if (table.containsKey("capture")) {
      for (Map.Entry<String, Object> entry :
          table(table.get("capture"), where + ", capture").entrySet()) {
        captures.put(
            entry.getKey(),
            entry.getValue() instanceof List<?> several
                ? several.stream().map(Object::toString).toList()
                : List.of(entry.getValue().toString()));
      }
    }
    Map<String, String> headers = texts(table.get("headers"), where + ", headers");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (!header.getKey().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
          || header.getValue().chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
        throw new DocumentException("%s: `%s` is no header".formatted(where, header.getKey()));
      }
    }
    String operation = table.containsKey("operation") ? text(table, "operation", where) : path;
    return new RequestTemplate(
        table.containsKey("id") ? text(table, "id", where) : defaultId,
        table.containsKey("identity")
            ? Optional.of(text(table, "identity", where))
            : Optional.empty(),
        method,
        operation,
        path,
        headers,
        body(table, where),
        captures);
  }

  private static Optional<RequestBody> body(Map<String, Object> table, String where)
      throws DocumentException {
    long given = List.of("json", "form", "body").stream().filter(table::containsKey).count();
    if (given > 1) {
      throw new DocumentException(where + ": give one of `json`, `form` and `body`");
    }
    if (table.containsKey("json")) {
      Object json = table.get("json");
      return Optional.of(
          new RequestBody.JsonTree(json instanceof String text ? Json.parse(text) : json));
    }
    if (table.containsKey("form")) {
      return Optional.of(new RequestBody.Form(texts(table.get("form"), where + ", form")));
    }
    if (table.containsKey("body")) {
      String type =
          table.containsKey("content_type") ? text(table, "content_type", where) : "text/plain";
      return Optional.of(new RequestBody.Text(type, text(table, "body", where)));
    }
    return Optional.empty();
  }

  /// Writes one request as a TOML table with the given header line.
  ///
  /// @param header for example `[[scenario.race]]`
  public static String write(String header, RequestTemplate request) {
    StringBuilder out = new StringBuilder(header).append('\n');
    line(out, "id", request.id());
    request.identity().ifPresent(identity -> line(out, "identity", identity));
    line(out, "method", request.method());
    line(out, "path", request.target());
    if (!request.pathTemplate().equals(request.target())) {
      line(out, "operation", request.pathTemplate());
    }
    if (!request.headers().isEmpty()) {
      out.append("headers = ").append(inline(request.headers())).append('\n');
    }
    request
        .body()
        .ifPresent(body -> {
          switch (body) {
            case RequestBody.JsonTree json -> line(out, "json", Json.write(json.tree()));
            case RequestBody.Form form ->
                out.append("form = ").append(inline(form.fields())).append('\n');
            case RequestBody.Text text -> {
              line(out, "content_type", text.type());
              line(out, "body", text.text());
            }
          }
        });
    if (!request.captures().isEmpty()) {
      out.append("capture = { ");
      String separator = "";
      for (Map.Entry<String, List<String>> capture : request.captures().entrySet()) {
        out.append(separator).append(Toml.quoteKey(capture.getKey())).append(" = [");
        out.append(String.join(", ", capture.getValue().stream().map(Toml::quote).toList()));
        out.append(']');
        separator = ", ";
      }
      out.append(" }\n");
    }
    return out.toString();
  }

  private static void line(StringBuilder out, String key, String value) {
    out.append(key).append(" = ").append(Toml.quote(value)).append('\n');
  }

  private static String inline(Map<String, String> map) {
    return map.entrySet().stream()
        .map(entry -> Toml.quoteKey(entry.getKey()) + " = " + Toml.quote(entry.getValue()))
        .collect(java.util.stream.Collectors.joining(", ", "{ ", " }"));
  }

  /// `node` as a table.
  ///
  /// @throws DocumentException when it is none
  @SuppressWarnings("unchecked") // the TOML reader makes maps with String keys only
  public static Map<String, Object> table(Object node, String where) throws DocumentException {
    if (node instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new DocumentException(where + " is not a table");
  }

  /// A text that must be there.
  ///
  /// @throws DocumentException when it is missing or no text
  public static String text(Map<String, Object> table, String key, String where)
      throws DocumentException {
    Object value = table.get(key);
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new DocumentException(
        value == null
            ? "%s: `%s` is missing".formatted(where, key)
            : "%s: `%s` must be a text in quotes".formatted(where, key));
  }

  /// A table of texts; numbers and booleans become text. Empty when `node` is absent.
  ///
  /// @throws DocumentException when it is no table
  public static Map<String, String> texts(
      @org.jspecify.annotations.Nullable Object node, String where) throws DocumentException {
    Map<String, String> found = new LinkedHashMap<>();
    if (node != null) {
      table(node, where).forEach((key, value) -> found.put(key, value.toString()));
    }
    return found;
  }

  /// Refuses a misspelt key.
  ///
  /// @throws DocumentException that names the unknown keys and the known ones
  public static void refuseUnknown(Map<String, Object> table, Set<String> known, String where)
      throws DocumentException {
    Set<String> unknown = Toml.unknown(table, known);
    if (!unknown.isEmpty()) {
      throw new DocumentException(
          "%s: not known: %s; known are %s"
              .formatted(
                  where,
                  String.join(", ", new TreeSet<>(unknown)),
                  String.join(", ", new TreeSet<>(known))));
    }
  }
}
