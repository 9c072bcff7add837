package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.request.ConcreteRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// HTTP/1.1 requests as bytes. What could split a request is refused.
final class RequestBytes {
  private static final Set<String> OWN =
      Set.of("host", "content-length", "transfer-encoding", "connection");

  private RequestBytes() {}

  /// True for a header that only the sender may set.
  static boolean isOwn(String lowerCaseName) {
    return OWN.contains(lowerCaseName);
  }

  /// @throws TargetException when the method, target or a header holds a forbidden character
  static byte[] encode(HttpTarget target, ConcreteRequest request) throws TargetException {
    checkToken(request.method());
    String path = target.basePath() + request.target();
    if (path.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) {
      throw new TargetException("the path of %s holds a forbidden character".formatted(request));
    }
    StringBuilder head = new StringBuilder(256);
    head.append(request.method()).append(' ').append(path).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(target.authority()).append("\r\n");
    boolean accept = false;
    for (Map.Entry<String, String> header : request.headers().entrySet()) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (OWN.contains(name)) {
        continue;
      }
      checkToken(header.getKey());
      if (header.getValue().chars().anyMatch(c -> (c < 0x20 && c != '\t') || c == 0x7f)) {
        throw new TargetException(
            "the header %s holds a forbidden character".formatted(header.getKey()));
      }
      accept |= name.equals("accept");
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    if (!accept) {
      head.append("Accept: application/json, */*;q=0.5\r\n");
    }
    byte[] body = request.body().orElse("").getBytes(StandardCharsets.UTF_8);
    if (body.length > 0 || request.method().startsWith("P")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("\r\n");
    byte[] headBytes = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] all = java.util.Arrays.copyOf(headBytes, headBytes.length + body.length);
    System.arraycopy(body, 0, all, headBytes.length, body.length);
    return all;
  }

  static void checkToken(String text) throws TargetException {
    if (!text.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}")) {
      throw new TargetException("a method or header name holds a forbidden character");
    }
  }
}
