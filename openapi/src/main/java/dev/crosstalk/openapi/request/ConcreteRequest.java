package dev.crosstalk.openapi.request;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A request ready to be sent; `Host`, `Content-Length` and credentials are the sender's.
///
/// @param target path and query, percent-encoded, beginning with `/`
/// @param headers `Content-Type` included when there is a body
/// @param body to be sent as UTF-8
public record ConcreteRequest(
    String method, String target, Map<String, String> headers, Optional<String> body) {

  public ConcreteRequest {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// Method and path only: the rest can hold secrets.
  @Override
  public String toString() {
    int query = target.indexOf('?');
    return method + " " + (query < 0 ? target : target.substring(0, query));
  }
}
