package dev.crosstalk.openapi.copied;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the requests of a HAR file, as a browser's developer tools save it.
public final class HarFile {
  private static final int MOST = 2_000;

  private HarFile() {}

  /// The requests that went to one host, reads only where the answer was JSON.
  ///
  /// @param authority host and port as the HAR has them, such as `127.0.0.1:8000`
  /// @throws DocumentException when it is no HAR file, or has no such request
  public static List<Copied> parse(String text, String authority) throws DocumentException {
    Object tree = Json.parse(text);
    if (!(Json.at(tree, "/log/entries").orElse("") instanceof List<?> entries)) {
      throw new DocumentException("this is no HAR file: it has no log with entries");
    }
    List<Copied> found = new ArrayList<>();
    for (Object entry : entries) {
      if (found.size() >= MOST) {
        break;
      }
      Copied copied = request(entry);
      boolean page = copied.isSafe() && !text(entry, "/response/content/mimeType").contains("json");
      if (copied.authority().equals(authority) && !page) {
        found.add(copied);
      }
    }
    if (found.isEmpty()) {
      throw new DocumentException("the HAR file has no request to " + authority);
    }
    return found;
  }

  private static Copied request(Object entry) throws DocumentException {
    Map<String, String> headers = new LinkedHashMap<>();
    if (Json.at(entry, "/request/headers").orElse("") instanceof List<?> given) {
      for (Object header : given) {
        headers.put(text(header, "/name"), text(header, "/value"));
      }
    }
    String body = text(entry, "/request/postData/text");
    return Copied.of(
        text(entry, "/request/method"), text(entry, "/request/url"), headers, Optional.of(body));
  }

  private static String text(Object tree, String pointer) {
    return Json.at(tree, pointer).filter(String.class::isInstance).map(Object::toString).orElse("");
  }
}
