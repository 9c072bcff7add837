package dev.crosstalk.openapi.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a JSON or YAML document into a plain tree; which of the two it is shows in its first
/// character.
public final class Documents {

  /// The largest document that is read, in bytes.
  public static final int MAX_BYTES = 50_000_000;

  private Documents() {}

  /// Reads a file.
  ///
  /// @throws DocumentException when it is missing, too large, or neither JSON nor YAML
  public static Object read(Path file) throws DocumentException {
    if (!Files.exists(file)) {
      throw new DocumentException("there is no file " + file);
    }
    if (Files.isDirectory(file)) {
      throw new DocumentException(file + " is a folder, not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return parse(readBounded(in));
    } catch (IOException unreadable) {
      throw new DocumentException("cannot read " + file, unreadable);
    }
  }

  /// Reads a stream to its end.
  ///
  /// @throws DocumentException when it holds more than {@link #MAX_BYTES}
  public static byte[] readBounded(InputStream in) throws IOException, DocumentException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge();
    }
    return bytes;
  }

  /// Parses the bytes of a document.
  ///
  /// @throws DocumentException when it is too large, or neither JSON nor YAML
  public static Object parse(byte[] bytes) throws DocumentException {
    if (bytes.length > MAX_BYTES) {
      throw tooLarge();
    }
    int start = 0;
    if (bytes.length >= 3
        && (bytes[0] & 0xff) == 0xef
        && (bytes[1] & 0xff) == 0xbb
        && (bytes[2] & 0xff) == 0xbf) {
      start = 3;
    }
    int first = start;
    while (first < bytes.length && Character.isWhitespace(bytes[first])) {
      first++;
    }
    if (first == bytes.length) {
      throw new DocumentException("the document is empty");
    }
    if (bytes[first] == '{' || bytes[first] == '[') {
      byte[] body = start == 0 ? bytes : java.util.Arrays.copyOfRange(bytes, start, bytes.length);
      return Json.parse(body);
    }
    if (bytes[first] == '<') {
      throw new DocumentException("this is a web page or XML, not JSON or YAML");
    }
    return Yaml.parse(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
  }

  private static DocumentException tooLarge() {
    return new DocumentException(
        "the document is larger than %d MB".formatted(MAX_BYTES / 1_000_000));
  }
}
