package dev.crosstalk.drive.agent;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request ready to be carried into the application.
///
/// @param lane letters and digits, unique in a run
/// @param target path and query, percent-encoded
/// @param headers names with values, in order
/// @param body UTF-8 text; empty for none
public record LaneRequest(
    String lane,
    String method,
    String target,
    List<Map.Entry<String, String>> headers,
    String body) {

  public LaneRequest {
    headers = List.copyOf(headers);
  }

  /// The same request on another lane.
  public LaneRequest as(String other) {
    return new LaneRequest(other, method, target, headers, body);
  }

  Map<String, Object> toTree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("k", lane);
    tree.put("method", method);
    tree.put("path", target);
    tree.put(
        "headers",
        headers.stream().map(header -> List.of(header.getKey(), header.getValue())).toList());
    tree.put(
        "body_b64",
        Base64.getEncoder().encodeToString(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return tree;
  }
}
