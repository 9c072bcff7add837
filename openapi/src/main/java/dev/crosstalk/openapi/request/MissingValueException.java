package dev.crosstalk.openapi.request;

/// A request asks for a value that nothing has provided; the message names it.
public final class MissingValueException extends Exception {
  private static final long serialVersionUID = 1L;

  public MissingValueException(String variable) {
    super("no value for ${%s}: no earlier answer held it".formatted(variable));
  }
}
