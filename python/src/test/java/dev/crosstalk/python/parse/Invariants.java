package dev.crosstalk.python.parse;

import dev.crosstalk.python.syntax.PyFile;
import dev.crosstalk.python.syntax.PyFile.SyntaxProblem;
import dev.crosstalk.python.syntax.PyTree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What holds for every tree, that of a broken file included.
final class Invariants {
  /// No tree is deeper, whatever the text.
  static final int MAX_DEPTH = 1200;

  private record Open(PyTree node, int depth) {}

  private Invariants() {}

  /// @throws AssertionError when one does not hold
  static void check(PyFile file) {
    int length = file.source().text().length();
    BitSet ids = new BitSet(file.nodeCount());
    List<Open> open = new ArrayList<>();
    open.add(new Open(file.module(), 1));
    require(file.module().id() == 0, "the module has an id of its own");
    while (!open.isEmpty()) {
      Open next = open.removeLast();
      PyTree node = next.node();
      require(next.depth() <= MAX_DEPTH, "too deep");
      require(node.id() >= 0 && node.id() < file.nodeCount(), "id out of range: " + node.id());
      require(!ids.get(node.id()), "two nodes with id " + node.id());
      ids.set(node.id());
      require(
          0 <= node.start() && node.start() <= node.end() && node.end() <= length,
          "bad span of " + name(node));
      List<? extends PyTree> outside =
          switch (node) {
            case PyTree.FunctionDef it -> it.decorators();
            case PyTree.ClassDef it -> it.decorators();
            default -> List.of();
          };
      for (PyTree child : Trees.children(node)) {
        require(
            outside.contains(child) || (node.start() <= child.start() && child.end() <= node.end()),
            name(child) + " is not inside " + name(node));
        open.add(new Open(child, next.depth() + 1));
      }
    }
    int last = -1;
    for (SyntaxProblem problem : file.errors()) {
      require(problem.start() > last, "problems out of order");
      require(
          problem.start() <= problem.end() && problem.end() <= length,
          "bad span of the problem " + problem);
      require(!problem.message().isBlank(), "a problem without a message");
      last = problem.start();
    }
  }

  private static String name(PyTree node) {
    return node.getClass().getSimpleName() + "[" + node.start() + ", " + node.end() + ")";
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new AssertionError(message);
    }
  }
}
