package dev.crosstalk.drive.git;

/// Git could not answer; the message is one line for a person.
public final class GitException extends Exception {
  private static final long serialVersionUID = 1L;

  public GitException(String message) {
    super(message);
  }
}
