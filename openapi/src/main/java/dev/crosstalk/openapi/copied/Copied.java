package dev.crosstalk.openapi.copied;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.request.RequestBody;
import dev.crosstalk.openapi.request.RequestTemplate;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One copied request.
///
/// @param authority host and port it went to, empty when the copy does not say
/// @param target path and query, percent-encoded
public record Copied(
    String authority,
    String method,
    String target,
    Map<String, String> headers,
    Optional<String> body) {
  private static final Set<String> METHODS =
      Set.of("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH");

  /// What the sender sets itself, or what must not be sent again.
  private static final Set<String> NOT_KEPT =
      Set.of(
          "host",
          "content-length",
          "connection",
          "accept-encoding",
          "transfer-encoding",
          "keep-alive",
          "if-none-match",
          "if-modified-since");

  public Copied {
    headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  /// Takes a URL apart and leaves out headers that are not the request's own.
  ///
  /// @throws DocumentException when it is no http URL or the method is unknown
  static Copied of(String method, String url, Map<String, String> headers, Optional<String> body)
      throws DocumentException {
    URI uri;
    try {
      uri = new URI(url.contains("://") ? url : "http://" + url);
    } catch (URISyntaxException broken) {
      throw new DocumentException("not a URL: " + url.replaceAll("[?].*", ""), broken);
    }
    String upper = method.toUpperCase(Locale.ROOT);
    if (!METHODS.contains(upper)) {
      throw new DocumentException("unknown method " + method.replaceAll("\\p{Cntrl}", " "));
    }
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    Map<String, String> kept = new LinkedHashMap<>();
    headers.forEach((name, value) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!NOT_KEPT.contains(lower) && !lower.startsWith(":")) {
        kept.put(name, value);
      }
    });
    return new Copied(
        uri.getRawAuthority() == null ? "" : uri.getRawAuthority(),
        upper,
        path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
        kept,
        body.filter(text -> !text.isEmpty()));
  }

  /// The request under an id.
  RequestTemplate template(String id) {
    Map<String, String> plain = new LinkedHashMap<>();
    String type = "application/octet-stream";
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase("content-type")) {
        type = header.getValue();
      } else {
        plain.put(header.getKey(), header.getValue());
      }
    }
    String mediaType = type;
    String path = target.replaceAll("[?].*", "");
    return new RequestTemplate(
        id,
        Optional.empty(),
        method,
        path,
        target,
        plain,
        body.map(text -> new RequestBody.Text(mediaType, text)),
        Map.of());
  }

  boolean isSafe() {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /// Method and path only: the rest can hold secrets.
  @Override
  public String toString() {
    return method + " " + target.replaceAll("[?].*", "");
  }
}
