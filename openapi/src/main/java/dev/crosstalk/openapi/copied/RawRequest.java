package dev.crosstalk.openapi.copied;

import dev.crosstalk.openapi.document.DocumentException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads one request as HTTP/1.1 text, as proxies save it.
public final class RawRequest {
  private RawRequest() {}

  /// Reads the text of a file.
  ///
  /// @throws DocumentException when it is no request
  public static Copied parse(String text) throws DocumentException {
    String plain = text.replace("\r\n", "\n");
    int end = plain.indexOf("\n\n");
    String[] lines = (end < 0 ? plain : plain.substring(0, end)).strip().split("\n", -1);
    String[] first = lines[0].split(" ", -1);
    if (first.length < 2 || !(first[1].startsWith("/") || first[1].startsWith("http"))) {
      throw new DocumentException("a request begins with a line such as POST /path HTTP/1.1");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    String host = "";
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon <= 0) {
        throw new DocumentException("line %d is no header".formatted(i + 1));
      }
      String name = lines[i].substring(0, colon).strip();
      String value = lines[i].substring(colon + 1).strip();
      if (name.equalsIgnoreCase("host")) {
        host = value;
      }
      headers.put(name, value);
    }
    String url =
        first[1].startsWith("/")
            ? "http://" + (host.isEmpty() ? "localhost" : host) + first[1]
            : first[1];
    return Copied.of(
        first[0], url, headers, end < 0 ? Optional.empty() : Optional.of(plain.substring(end + 2)));
  }
}
