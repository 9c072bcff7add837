package dev.crosstalk.python.parse;

/// Leaves the construct that cannot be read. Without a stack trace, because the parser keeps place
/// and message, and broken files must not cost more than valid ones.
final class ParseFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  ParseFailure() {
    super(null, null, false, false);
  }
}
