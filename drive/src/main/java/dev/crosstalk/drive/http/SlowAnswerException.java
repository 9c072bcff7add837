package dev.crosstalk.drive.http;

/// The target took the request and did not answer in time. It may answer the next one.
final class SlowAnswerException extends TargetException {
  private static final long serialVersionUID = 1L;

  SlowAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
