package dev.crosstalk.openapi.spec;

import dev.crosstalk.openapi.document.DocumentException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An OpenAPI document.
///
/// @param version of OpenAPI, for example `3.1.0`
/// @param title of the interface, empty when the document has none
/// @param troubles one line each for what is broken and was left out, in the order found
/// @param notFollowed one line each for references into other documents
public record Spec(
    String version,
    String title,
    List<Operation> operations,
    Map<String, SecurityScheme> securitySchemes,
    List<String> troubles,
    List<String> notFollowed) {

  public Spec {
    operations = List.copyOf(operations);
    securitySchemes = Map.copyOf(securitySchemes);
    troubles = List.copyOf(troubles);
    notFollowed = List.copyOf(notFollowed);
  }

  /// Reads a parsed document.
  ///
  /// @param tree as {@link dev.crosstalk.openapi.document.Documents} makes it
  /// @throws DocumentException when it is no OpenAPI 3.0 or 3.1 document
  public static Spec of(Object tree) throws DocumentException {
    return new SpecReader(tree).read();
  }

  /// The operation of a method and a path template.
  public Optional<Operation> operation(String method, String path) {
    return operations.stream()
        .filter(candidate -> candidate.method().equals(method) && candidate.path().equals(path))
        .findFirst();
  }

  @SuppressWarnings("unchecked") // parsed documents have String keys only
  static Map<String, Object> object(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }
}
