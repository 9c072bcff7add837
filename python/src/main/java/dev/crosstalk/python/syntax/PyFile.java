package dev.crosstalk.python.syntax;

import dev.crosstalk.model.SourceText;
import java.util.List;

/// One parsed file.
///
/// @param nodeCount ids of the tree are in [0, nodeCount)
/// @param comments in source order; each starts at its `#` and ends before the line terminator
/// @param errors what is not valid, in source order; empty for a valid file
public record PyFile(
    SourceText source,
    PyTree.Module module,
    int nodeCount,
    List<Comment> comments,
    List<SyntaxProblem> errors) {

  /// A comment, by offsets.
  public record Comment(int start, int end) {}

  /// Something that is not valid Python.
  ///
  /// @param message one sentence a person understands
  public record SyntaxProblem(int start, int end, String message) {}
}
