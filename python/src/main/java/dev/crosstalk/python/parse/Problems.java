package dev.crosstalk.python.parse;

import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.syntax.PyFile.SyntaxProblem;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with one file. One mistake often shows in several places of its line, so the list
/// keeps the first problem of each line.
final class Problems {
  /// More problems than this say nothing new, and a hostile file could have millions.
  static final int MAX = 200;

  private final List<SyntaxProblem> found = new ArrayList<>(0);

  void add(int start, int end, String message) {
    if (found.size() < MAX) {
      found.add(new SyntaxProblem(start, Math.max(start, end), message));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /// The problems in source order, one a line.
  List<SyntaxProblem> toList(SourceText source) {
    if (found.isEmpty()) {
      return List.of();
    }
    // Stable: what was reported first at an offset, the tokenizer's view, stays first.
    found.sort((left, right) -> Integer.compare(left.start(), right.start()));
    List<SyntaxProblem> kept = new ArrayList<>(found.size());
    int lastLine = 0;
    for (SyntaxProblem problem : found) {
      int line = source.line(problem.start());
      if (line != lastLine) {
        kept.add(problem);
        lastLine = line;
      }
    }
    return List.copyOf(kept);
  }
}
