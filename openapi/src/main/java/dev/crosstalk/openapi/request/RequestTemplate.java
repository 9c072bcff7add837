package dev.crosstalk.openapi.request;

import dev.crosstalk.openapi.document.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// A request with places `${name}` to fill in, and what to keep of its answer.
///
/// @param id unique in its plan, for example `create-a`
/// @param identity name of the identity that sends it; absent for a client without credentials
/// @param method upper-case HTTP method
/// @param pathTemplate of the operation as the document has it, for reports
/// @param target path and query; fixed text is already percent-encoded
/// @param captures by variable, the JSON pointers to try in the answer's body, best first;
///   `header:NAME` reads a response header instead, and a last `=TEXT` is used when all others miss
public record RequestTemplate(
    String id,
    Optional<String> identity,
    String method,
    String pathTemplate,
    String target,
    Map<String, String> headers,
    Optional<RequestBody> body,
    Map<String, List<String>> captures) {

  public RequestTemplate {
    if (!target.startsWith("/")) {
      throw new IllegalArgumentException("a target begins with /: " + target);
    }
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    Map<String, List<String>> copy = new LinkedHashMap<>();
    captures.forEach((name, pointers) -> copy.put(name, List.copyOf(pointers)));
    captures = Collections.unmodifiableMap(copy);
  }

  /// As people write it: `POST /items/{item_id}`.
  public String operation() {
    return method + " " + pathTemplate;
  }

  /// The same request under another id.
  public RequestTemplate withId(String otherId) {
    return new RequestTemplate(
        otherId, identity, method, pathTemplate, target, headers, body, captures);
  }

  /// The same request with other headers.
  public RequestTemplate withHeaders(Map<String, String> otherHeaders) {
    return new RequestTemplate(
        id, identity, method, pathTemplate, target, otherHeaders, body, captures);
  }

  /// Fills in values.
  ///
  /// @param values JSON values by name
  /// @throws MissingValueException when a place has no value
  public ConcreteRequest fill(Map<String, Object> values) throws MissingValueException {
    Map<String, String> filledHeaders = new LinkedHashMap<>();
    Optional<String> filledBody = Optional.empty();
    if (body.isPresent()) {
      filledHeaders.put("Content-Type", body.get().mediaType());
      filledBody = Optional.of(fillBody(body.get(), values));
    }
    for (Map.Entry<String, String> header : headers.entrySet()) {
      filledHeaders.put(header.getKey(), Filling.text(header.getValue(), values));
    }
    return new ConcreteRequest(method, Filling.target(target, values), filledHeaders, filledBody);
  }

  private static String fillBody(RequestBody body, Map<String, Object> values)
      throws MissingValueException {
    return switch (body) {
      case RequestBody.JsonTree json -> Json.write(Filling.tree(json.tree(), values));
      case RequestBody.Text text -> Filling.text(text.text(), values);
      case RequestBody.Form form -> {
        Map<String, String> filled = new LinkedHashMap<>();
        for (Map.Entry<String, String> field : form.fields().entrySet()) {
          filled.put(field.getKey(), Filling.text(field.getValue(), values));
        }
        yield filled.entrySet().stream()
            .map(field -> Filling.encode(field.getKey()) + "=" + Filling.encode(field.getValue()))
            .collect(Collectors.joining("&"));
      }
    };
  }

  /// What an answer provides to later requests. A variable whose pointers all miss is left out.
  ///
  /// @param body of the answer as a JSON tree; empty when it is no JSON
  /// @param responseHeaders by lower-case name
  public Map<String, Object> capture(Optional<Object> body, Map<String, String> responseHeaders) {
    Map<String, Object> found = new LinkedHashMap<>();
    captures.forEach((name, pointers) -> {
      for (String pointer : pointers) {
        Optional<Object> value = captured(pointer, body, responseHeaders);
        if (value.isPresent() && value.get() != Json.NULL) {
          found.put(name, value.get());
          return;
        }
      }
    });
    return found;
  }

  private static Optional<Object> captured(
      String pointer, Optional<Object> body, Map<String, String> responseHeaders) {
    if (pointer.startsWith("=")) {
      return Optional.of(pointer.substring(1));
    }
    if (pointer.startsWith("header:")) {
      String name = pointer.substring("header:".length()).toLowerCase(Locale.ROOT);
      return Optional.ofNullable(responseHeaders.get(name));
    }
    return body.flatMap(tree -> Json.at(tree, pointer));
  }
}
