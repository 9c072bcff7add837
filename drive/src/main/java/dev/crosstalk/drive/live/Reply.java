package dev.crosstalk.drive.live;

import java.util.Map;

/// What a handler answers.
///
/// @param body a JSON tree, or the bytes of one
record Reply(int status, Object body) {
  static Reply problem(int status, String detail) {
    return new Reply(status, Map.of("detail", detail));
  }
}
