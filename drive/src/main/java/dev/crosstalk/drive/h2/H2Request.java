package dev.crosstalk.drive.h2;

import java.util.List;
import java.util.Map;

/// A request as HTTP/2 sees it.
public final class H2Request {
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;

  /// @param headers the four that begin with a colon first, names in lower case
  public H2Request(List<Map.Entry<String, String>> headers, byte[] body) {
    this.headers = List.copyOf(headers);
    this.body = body.clone();
  }

  List<Map.Entry<String, String>> headers() {
    return headers;
  }

  byte[] body() {
    return body;
  }
}
