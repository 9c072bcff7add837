package dev.crosstalk.openapi.spec;

import java.util.List;
import java.util.Optional;

/// One method of one path.
///
/// @param method upper-case HTTP method
/// @param path template with `{names}`, as the document has it
/// @param pointer JSON pointer of the operation in the document
/// @param security alternatives, each a set of scheme names that are needed together; an empty list
///   means that no credentials are asked for
public record Operation(
    String method,
    String path,
    String pointer,
    Optional<String> operationId,
    String summary,
    String description,
    List<String> tags,
    List<Parameter> parameters,
    Optional<Body> body,
    List<Response> responses,
    List<List<String>> security,
    boolean deprecated) {

  public Operation {
    tags = List.copyOf(tags);
    parameters = List.copyOf(parameters);
    responses = List.copyOf(responses);
    security = security.stream().map(List::copyOf).toList();
  }

  /// As people write it: `POST /items/{item_id}`.
  public String label() {
    return method + " " + path;
  }

  /// True for the methods that HTTP defines as safe.
  public boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /// Parameters that stand in one place.
  public List<Parameter> parameters(Parameter.In in) {
    return parameters.stream().filter(parameter -> parameter.in() == in).toList();
  }

  /// The response of a status, exactly as the document names it.
  public Optional<Response> response(String status) {
    return responses.stream().filter(response -> response.status().equals(status)).findFirst();
  }

  /// The documented success: the first `2xx` response.
  public Optional<Response> success() {
    return responses.stream().filter(response -> response.status().startsWith("2")).findFirst();
  }

  /// A value that the client sends beside the body.
  ///
  /// @param pointer JSON pointer of the parameter in the document
  public record Parameter(String name, In in, boolean required, Schema schema, String pointer) {

    /// Where a parameter stands.
    public enum In {
      PATH,
      QUERY,
      HEADER,
      COOKIE
    }
  }

  /// What the client sends.
  ///
  /// @param mediaType without parameters, lower case
  public record Body(boolean required, String mediaType, Schema schema, String pointer) {}

  /// What the server answers.
  ///
  /// @param status three digits, `2XX` or `default`
  /// @param headers names of documented headers
  /// @param schema of the JSON body
  public record Response(
      String status, String description, List<String> headers, Optional<Schema> schema) {
    public Response {
      headers = List.copyOf(headers);
    }
  }
}
