package dev.crosstalk.cli.args;

/// The user asked for something that does not exist or does not make sense. The message is one line
/// that says what to do.
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message, null, false, false);
  }

  /// The message, which is never absent.
  public String line() {
    return String.valueOf(getMessage());
  }
}
