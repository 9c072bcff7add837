package dev.crosstalk.drive.h2;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// One frame (RFC 9113, section 4).
final class Frame {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PUSH_PROMISE = 5;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  /// On SETTINGS and PING: an acknowledgement. On DATA and HEADERS: the stream's last frame.
  static final int ACK = 1;

  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;
  static final int PADDED = 8;
  static final int PRIORITY = 0x20;

  /// What a peer may send without asking, and what we allow.
  static final int MAX_PAYLOAD = 16_384;

  private static final int HEAD = 9;

  private final int type;
  private final int flags;
  private final int stream;
  private final byte[] payload;

  /// @param stream 0 for the connection itself
  Frame(int type, int flags, int stream, byte[] payload) {
    this.type = type;
    this.flags = flags;
    this.stream = stream;
    this.payload = payload;
  }

  int type() {
    return type;
  }

  int stream() {
    return stream;
  }

  byte[] payload() {
    return payload;
  }

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  byte[] bytes() {
    byte[] out = new byte[HEAD + payload.length];
    out[0] = (byte) (payload.length >> 16);
    out[1] = (byte) (payload.length >> 8);
    out[2] = (byte) payload.length;
    out[3] = (byte) type;
    out[4] = (byte) flags;
    putInt(out, 5, stream);
    System.arraycopy(payload, 0, out, HEAD, payload.length);
    return out;
  }

  /// Reads one frame.
  ///
  /// @throws H2Exception when it is larger than we allow, which HTTP/1 text always is
  static Frame read(InputStream in) throws IOException {
    byte[] head = in.readNBytes(HEAD);
    if (head.length < HEAD) {
      throw new EOFException("the connection ended");
    }
    int length = (head[0] & 0xff) << 16 | (head[1] & 0xff) << 8 | (head[2] & 0xff);
    if (length > MAX_PAYLOAD) {
      throw new H2Exception("the peer sent no HTTP/2 frame");
    }
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("the connection ended inside a frame");
    }
    return new Frame(head[3] & 0xff, head[4] & 0xff, int31(head, 5), payload);
  }

  /// The payload without padding and priority.
  byte[] content() throws H2Exception {
    int from = 0;
    int to = payload.length;
    if (has(PADDED)) {
      if (payload.length == 0) {
        throw new H2Exception("the peer sent a broken frame");
      }
      from = 1;
      to -= payload[0] & 0xff;
    }
    if (type == HEADERS && has(PRIORITY)) {
      from += 5;
    }
    if (from > to) {
      throw new H2Exception("the peer sent a broken frame");
    }
    return Arrays.copyOfRange(payload, from, to);
  }

  /// A number of 31 bits.
  static int int31(byte[] from, int at) throws H2Exception {
    if (from.length < at + 4) {
      throw new H2Exception("the peer sent a broken frame");
    }
    return (from[at] & 0x7f) << 24
        | (from[at + 1] & 0xff) << 16
        | (from[at + 2] & 0xff) << 8
        | (from[at + 3] & 0xff);
  }

  static void putInt(byte[] to, int at, int value) {
    to[at] = (byte) (value >> 24);
    to[at + 1] = (byte) (value >> 16);
    to[at + 2] = (byte) (value >> 8);
    to[at + 3] = (byte) value;
  }

  static byte[] ofInt(int value) {
    byte[] out = new byte[4];
    putInt(out, 0, value);
    return out;
  }
}
