package dev.crosstalk.openapi.document;

/// A document that cannot be used. The message is one line that names the trouble and, where it
/// helps, the place and what to do.
public final class DocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  public DocumentException(String message) {
    super(message);
  }

  public DocumentException(String message, Throwable cause) {
    super(message, cause);
  }
}
