package dev.crosstalk.drive.http;

/// The target cannot be used, or did not answer as HTTP. The message is one line for the user.
public class TargetException extends Exception {
  private static final long serialVersionUID = 1L;

  public TargetException(String message) {
    super(message);
  }

  public TargetException(String message, Throwable cause) {
    super(message, cause);
  }
}
