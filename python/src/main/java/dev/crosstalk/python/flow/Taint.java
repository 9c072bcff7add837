package dev.crosstalk.python.flow;

/// Where a value comes from, as bits.
final class Taint {
  /// Flows from the request: path, query, header, cookie, body, token.
  static final int REQUEST = 1;

  /// Flows from the caller's credentials.
  static final int IDENTITY = 2;

  /// Made for this request alone, for example `uuid4()`.
  static final int UNIQUE = 4;

  /// The value of a dependency whose own sources are not known.
  static final int ASSUMED = 8;

  /// Equal for all requests that share the event loop, for example the thread's id.
  static final int LOOP = 16;

  /// A connection, task, queue or callback: shared on purpose when it is kept.
  static final int HANDLE = 32;

  /// Came through a call that was not followed.
  static final int DISTANT = 64;

  /// May be a default that this request made because nothing was there.
  static final int DEFAULTED = 128;

  /// Came through a context variable: no parameter carries it.
  static final int AMBIENT = 256;

  /// Came through a context variable that holds the caller's credentials.
  static final int AMBIENT_IDENTITY = 512;

  /// The default, nothing, of a context variable that may be unset here.
  static final int ABSENT = 1024;

  /// The same where it is known to be set; where it is not, the path goes on without it.
  static final int LEFT_OUT = 2048;

  private Taint() {}

  /// True when the value belongs to one request.
  static boolean isOfRequest(int taint) {
    return (taint & (REQUEST | IDENTITY | UNIQUE | ASSUMED)) != 0;
  }
}
