package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.document.Documents;
import dev.crosstalk.openapi.request.ConcreteRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Fetches a document by its URL. Redirects are not followed.
public final class SpecFetch {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private SpecFetch() {}

  /// @throws TargetException when it is not allowed, not there, or larger than 50 MB
  public static byte[] fetch(String url, Set<String> allowedHosts, boolean trustAll)
      throws TargetException {
    HttpTarget.Parts parts = HttpTarget.split(url, allowedHosts, trustAll);
    try (Connection connection = new Connection(parts.target(), TIMEOUT, Documents.MAX_BYTES + 1)) {
      HttpAnswer answer =
          connection.exchange(
              new ConcreteRequest("GET", parts.pathAndQuery(), Map.of(), Optional.empty()));
      if (answer.status() >= 300 && answer.status() < 400) {
        throw new TargetException(
            "%s redirects to %s; name that address"
                .formatted(url, answer.header("location").orElse("an unknown place")));
      }
      if (!answer.isSuccess()) {
        throw new TargetException("%s answered %d".formatted(url, answer.status()));
      }
      return answer.body();
    }
  }
}
