package dev.crosstalk.drive.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/// Opens compressed bodies, bounded in size.
final class Decoding {
  private Decoding() {}

  /// The plain body; one in an encoding that we did not ask for stays as it is.
  ///
  /// @throws IOException when it is broken or larger than `maxBody`
  static byte[] plain(byte[] raw, String encoding, int maxBody) throws IOException {
    InputStream source =
        switch (encoding.toLowerCase(Locale.ROOT).strip()) {
          case "gzip", "x-gzip" -> new GZIPInputStream(new ByteArrayInputStream(raw));
          case "deflate" -> new InflaterInputStream(new ByteArrayInputStream(raw));
          default -> null;
        };
    if (source == null || raw.length == 0) {
      return raw;
    }
    byte[] plain = source.readNBytes(maxBody + 1);
    if (plain.length > maxBody) {
      throw new IOException("the answer is larger than %d MB".formatted(maxBody / 1_000_000));
    }
    return plain;
  }
}
