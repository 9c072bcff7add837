package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.request.ConcreteRequest;
import dev.crosstalk.openapi.request.RequestTemplate;
import java.util.Optional;

/// One request of a run with its answer.
///
/// @param releasedAt nanoseconds of one monotonic clock; 0 outside a race
/// @param answeredAt the same
/// @param trouble why there is no answer
record Exchange(
    RequestTemplate template,
    ConcreteRequest request,
    long releasedAt,
    long answeredAt,
    Optional<HttpAnswer> answer,
    Optional<String> trouble) {

  /// The status, or 0 without an answer.
  int status() {
    return answer.map(HttpAnswer::status).orElse(0);
  }

  boolean isSuccess() {
    return answer.isPresent() && answer.get().isSuccess();
  }
}
