package dev.crosstalk.drive.h2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Header compression (RFC 7541). We write literals whose names are indexed where they can be, so
/// that no request depends on one before; we read everything.
final class Hpack {
  private static final List<Map.Entry<String, String>> STATIC = table();
  private static final int MAX_TABLE = 4_096;
  private static final int MAX_LIST = 65_536;
  private static final int ENTRY_OVERHEAD = 32;

  private final List<Map.Entry<String, String>> dynamic = new ArrayList<>();
  private int dynamicSize;
  private int limit = MAX_TABLE;

  private byte[] block = new byte[0];
  private int at;

  private static List<Map.Entry<String, String>> table() {
    String entries =
        """
        :authority :method=GET :method=POST :path=/ :path=/index.html :scheme=http :scheme=https
        :status=200 :status=204 :status=206 :status=304 :status=400 :status=404 :status=500
        accept-charset accept-encoding=gzip,_deflate accept-language accept-ranges accept
        access-control-allow-origin age allow authorization cache-control content-disposition
        content-encoding content-language content-length content-location content-range content-type
        cookie date etag expect expires from host if-match if-modified-since if-none-match if-range
        if-unmodified-since last-modified link location max-forwards proxy-authenticate
        proxy-authorization range referer refresh retry-after server set-cookie
        strict-transport-security transfer-encoding user-agent vary via www-authenticate
        """;
    return Arrays.stream(entries.strip().split("\\s+"))
        .map(entry -> entry.split("=", 2))
        .map(parts -> Map.entry(parts[0], parts.length < 2 ? "" : parts[1].replace('_', ' ')))
        .toList();
  }

  /// Writes a header block that can be read on its own.
  ///
  /// @param headers names in lower case
  static byte[] encode(List<Map.Entry<String, String>> headers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    for (Map.Entry<String, String> header : headers) {
      int whole = STATIC.indexOf(header);
      if (whole >= 0) {
        integer(out, 0x80, 7, whole + 1);
        continue;
      }
      int name = 0;
      for (int i = 0; i < STATIC.size() && name == 0; i++) {
        name = STATIC.get(i).getKey().equals(header.getKey()) ? i + 1 : 0;
      }
      integer(out, 0, 4, name);
      if (name == 0) {
        text(out, header.getKey());
      }
      text(out, header.getValue());
    }
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    integer(out, 0, 7, bytes.length);
    out.writeBytes(bytes);
  }

  private static void integer(ByteArrayOutputStream out, int pattern, int bits, int value) {
    int most = (1 << bits) - 1;
    if (value < most) {
      out.write(pattern | value);
      return;
    }
    out.write(pattern | most);
    int rest = value - most;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    out.write(rest);
  }

  /// Reads a header block. Blocks must be given in the order of their arrival.
  List<Map.Entry<String, String>> decode(byte[] bytes) throws H2Exception {
    block = bytes;
    at = 0;
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    int size = 0;
    while (at < block.length) {
      int first = block[at] & 0xff;
      Map.Entry<String, String> header;
      if (first >= 0x80) {
        header = entry(integer(7));
      } else if (first >= 0x40) {
        header = literal(integer(6));
        remember(header);
      } else if (first >= 0x20) {
        limit = integer(5);
        if (limit > MAX_TABLE) {
          throw broken();
        }
        shrink(limit);
        continue;
      } else {
        header = literal(integer(4));
      }
      size += size(header);
      if (size > MAX_LIST) {
        throw new H2Exception("the answer's headers are too large");
      }
      headers.add(header);
    }
    return headers;
  }

  private Map.Entry<String, String> literal(int name) throws H2Exception {
    String key = name == 0 ? text() : entry(name).getKey();
    return Map.entry(key, text());
  }

  private Map.Entry<String, String> entry(int index) throws H2Exception {
    if (index >= 1 && index <= STATIC.size()) {
      return STATIC.get(index - 1);
    }
    int place = index - STATIC.size() - 1;
    if (place < 0 || place >= dynamic.size()) {
      throw broken();
    }
    return dynamic.get(place);
  }

  private void remember(Map.Entry<String, String> header) {
    int size = size(header);
    shrink(Math.max(0, limit - size));
    if (size <= limit) {
      dynamic.addFirst(header);
      dynamicSize += size;
    }
  }

  private void shrink(int most) {
    while (dynamicSize > most) {
      dynamicSize -= size(dynamic.removeLast());
    }
  }

  private static int size(Map.Entry<String, String> header) {
    return header.getKey().length() + header.getValue().length() + ENTRY_OVERHEAD;
  }

  private int integer(int bits) throws H2Exception {
    int most = (1 << bits) - 1;
    int value = next() & most;
    if (value < most) {
      return value;
    }
    for (int shift = 0; shift <= 21; shift += 7) {
      int part = next();
      value += (part & 0x7f) << shift;
      if (part < 0x80) {
        return value;
      }
    }
    throw broken();
  }

  private int next() throws H2Exception {
    if (at >= block.length) {
      throw broken();
    }
    return block[at++] & 0xff;
  }

  private String text() throws H2Exception {
    boolean coded = at < block.length && (block[at] & 0x80) != 0;
    int length = integer(7);
    if (length > block.length - at) {
      throw broken();
    }
    int from = at;
    at += length;
    byte[] bytes =
        coded ? Huffman.decode(block, from, at) : Arrays.copyOfRange(block, from, from + length);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static H2Exception broken() {
    return new H2Exception("the peer sent a broken header");
  }
}
