package dev.crosstalk.drive.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads HTTP/1.1 answers from a stream; bounded in every part.
final class AnswerReader {
  private static final int MAX_LINE = 32_768;
  private static final int MAX_HEADERS = 200;

  private final InputStream in;
  private final int maxBody;

  /// @param in buffered
  AnswerReader(InputStream in, int maxBody) {
    this.in = in;
    this.maxBody = maxBody;
  }

  /// True when the peer has ended the connection, or sent what nobody asked for. Waits as long as
  /// the socket's timeout.
  boolean atEnd() throws IOException {
    in.mark(1);
    try {
      in.read();
      return true;
    } catch (java.net.SocketTimeoutException quiet) {
      return false;
    } finally {
      in.reset();
    }
  }

  /// An answer and whether the connection can be used again.
  record Read(HttpAnswer answer, boolean keepAlive) {}

  /// Reads one answer; interim answers (1xx) are passed over.
  ///
  /// @throws EOFException when the connection ends before the answer
  /// @throws IOException when it is no HTTP/1.1, too large, or the socket fails
  Read read(String method) throws IOException {
    while (true) {
      String statusLine = line();
      if (!statusLine.startsWith("HTTP/1.") || statusLine.length() < 12) {
        throw new IOException("the answer is not HTTP/1.1");
      }
      int status;
      try {
        status = Integer.parseInt(statusLine.substring(9, 12));
      } catch (NumberFormatException broken) {
        throw new IOException("the answer has no status", broken);
      }
      List<Map.Entry<String, String>> headers = headers();
      if (status >= 100 && status < 200 && status != 101) {
        continue;
      }
      String connection = first(headers, "connection").toLowerCase(Locale.ROOT);
      boolean keepAlive =
          statusLine.startsWith("HTTP/1.1")
              ? !connection.contains("close")
              : connection.contains("keep-alive");
      byte[] raw;
      String length = first(headers, "content-length");
      if (method.equals("HEAD") || status == 204 || status == 304) {
        raw = new byte[0];
      } else if (first(headers, "transfer-encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
        raw = chunked();
      } else if (!length.isEmpty()) {
        raw = exactly(parseLength(length));
      } else {
        raw = in.readNBytes(maxBody + 1);
        keepAlive = false;
        check(raw.length);
      }
      return new Read(
          new HttpAnswer(
              status, headers, Decoding.plain(raw, first(headers, "content-encoding"), maxBody)),
          keepAlive);
    }
  }

  private long parseLength(String length) throws IOException {
    try {
      long parsed = Long.parseLong(length.strip());
      if (parsed >= 0) {
        check(parsed);
        return parsed;
      }
    } catch (NumberFormatException broken) {
      // told below
    }
    throw new IOException("the answer has a broken Content-Length");
  }

  private void check(long size) throws IOException {
    if (size > maxBody) {
      throw new IOException("the answer is larger than %d MB".formatted(maxBody / 1_000_000));
    }
  }

  private byte[] exactly(long length) throws IOException {
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended inside the answer");
    }
    return bytes;
  }

  private byte[] chunked() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (true) {
      String line = line();
      int end = line.indexOf(';');
      long size;
      try {
        size = Long.parseLong((end < 0 ? line : line.substring(0, end)).strip(), 16);
      } catch (NumberFormatException broken) {
        throw new IOException("the answer has a broken chunk", broken);
      }
      if (size < 0) {
        throw new IOException("the answer has a broken chunk");
      }
      check(out.size() + size);
      if (size == 0) {
        headers();
        return out.toByteArray();
      }
      out.write(exactly(size));
      line();
    }
  }

  private List<Map.Entry<String, String>> headers() throws IOException {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      if (colon <= 0 || headers.size() >= MAX_HEADERS) {
        throw new IOException("the answer has broken headers");
      }
      headers.add(
          Map.entry(
              line.substring(0, colon).toLowerCase(Locale.ROOT),
              line.substring(colon + 1).strip()));
    }
    return headers;
  }

  private static String first(List<Map.Entry<String, String>> headers, String name) {
    for (Map.Entry<String, String> header : headers) {
      if (header.getKey().equals(name)) {
        return header.getValue();
      }
    }
    return "";
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("the connection ended before the answer");
      }
      if (c == '\n') {
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      }
      if (line.size() >= MAX_LINE) {
        throw new IOException("the answer has a line of more than %d bytes".formatted(MAX_LINE));
      }
      line.write(c);
    }
  }
}
