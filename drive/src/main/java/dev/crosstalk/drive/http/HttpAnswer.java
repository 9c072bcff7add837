package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An answer, read to its end.
public final class HttpAnswer {
  private final int status;
  private final List<Map.Entry<String, String>> headers;
  private final byte[] body;

  /// @param headers names in lower case, in order
  /// @param body decoded
  HttpAnswer(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    this.status = status;
    this.headers = List.copyOf(headers);
    this.body = body.clone();
  }

  public int status() {
    return status;
  }

  /// True for 2xx.
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /// The first header of a name, in any case.
  public Optional<String> header(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return headers.stream()
        .filter(header -> header.getKey().equals(wanted))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /// All headers of a name.
  public List<String> headers(String name) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, String> header : headers) {
      if (header.getKey().equals(name)) {
        found.add(header.getValue());
      }
    }
    return found;
  }

  /// First value by lower-case name.
  public Map<String, String> headerMap() {
    Map<String, String> map = new LinkedHashMap<>();
    headers.forEach(header -> map.putIfAbsent(header.getKey(), header.getValue()));
    return map;
  }

  public byte[] body() {
    return body.clone();
  }

  /// The body as UTF-8.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /// The body as a JSON tree; empty when it is none.
  public Optional<Object> json() {
    if (body.length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(body));
    } catch (DocumentException notJson) {
      return Optional.empty();
    }
  }
}
