package dev.crosstalk.python;

import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyWalk;

/// Finds the logical line that a position belongs to.
final class LogicalLines {
  private LogicalLines() {}

  /// First physical line of the innermost simple statement that spans `offset`, or of the line of
  /// `offset` itself.
  static int start(SourceModule module, int offset) {
    int line = module.source().line(offset);
    int lineStart = module.source().lineStart(line);
    int[] best = {line};
    PyWalk.walk(
        module.tree(),
        node -> {
          if (node instanceof PyTree.Stmt
              && !(node instanceof PyTree.FunctionDef)
              && !(node instanceof PyTree.ClassDef)
              && !isCompound(node)
              && node.start() < offset
              && node.end() > lineStart) {
            best[0] = Math.min(best[0], module.source().line(node.start()));
          }
        });
    return best[0];
  }

  private static boolean isCompound(PyTree node) {
    return switch (node) {
      case PyTree.If _,
          PyTree.For _,
          PyTree.While _,
          PyTree.With _,
          PyTree.Try _,
          PyTree.Match _,
          PyTree.ErrorStmt _ ->
          true;
      default -> false;
    };
  }
}
