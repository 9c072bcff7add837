package dev.crosstalk.drive.h2;

import java.io.IOException;

/// The peer does not speak HTTP/2, broke its rules, or refused. The message is one line.
public final class H2Exception extends IOException {
  private static final long serialVersionUID = 1L;

  public H2Exception(String message) {
    super(message);
  }
}
