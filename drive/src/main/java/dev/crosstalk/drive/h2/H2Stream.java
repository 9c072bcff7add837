package dev.crosstalk.drive.h2;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One request on a connection and what came back. Guarded by its {@link H2Link}.
public final class H2Stream {
  final int id;
  final byte[] lastFrames;
  int window;
  int status;
  final List<Map.Entry<String, String>> headers = new ArrayList<>();
  final ByteArrayOutputStream body = new ByteArrayOutputStream();
  boolean done;
  long doneAt;
  Optional<String> trouble = Optional.empty();

  /// @param lastFrames what is held back
  H2Stream(int id, byte[] lastFrames, int window) {
    this.id = id;
    this.lastFrames = lastFrames;
    this.window = window;
  }

  void end(long now) {
    if (!done) {
      done = true;
      doneAt = now;
      if (status == 0 && trouble.isEmpty()) {
        trouble = Optional.of("the answer has no status");
      }
    }
  }

  void fail(String why, long now) {
    if (!done) {
      trouble = Optional.of(why);
      end(now);
    }
  }

  /// The status of the answer; this and the rest may be read once {@link H2Link#await} has
  /// returned.
  public int status() {
    return status;
  }

  /// The headers of the answer, names in lower case.
  public List<Map.Entry<String, String>> headers() {
    return List.copyOf(headers);
  }

  /// The body of the answer as it came.
  public byte[] body() {
    return body.toByteArray();
  }

  /// When the answer was complete, in {@link System#nanoTime()}.
  public long doneAt() {
    return doneAt;
  }

  /// Why there is no answer.
  public Optional<String> trouble() {
    return trouble;
  }
}
