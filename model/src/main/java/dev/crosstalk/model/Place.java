package dev.crosstalk.model;

/// Where a finding stands.
public sealed interface Place {

  /// A range of source text. Lines and columns are 1-based, columns count UTF-16 units, ends are
  /// exclusive.
  ///
  /// @param path relative to the printed root, with `/`
  /// @param symbol dotted name of the enclosing function or class, or of the module
  record Source(String path, int line, int column, int endLine, int endColumn, String symbol)
      implements Place {
    public Source {
      if (line < 1 || column < 1 || endLine < line || (endLine == line && endColumn < column)) {
        throw new IllegalArgumentException(
            "bad range %s:%s:%s-%s:%s".formatted(path, line, column, endLine, endColumn));
      }
    }
  }

  /// An operation of an OpenAPI document.
  ///
  /// @param specPointer JSON pointer into the document
  record Operation(String method, String pathTemplate, String specPointer) implements Place {}

  /// A line of a log file.
  record Log(String path, long line) implements Place {}
}
