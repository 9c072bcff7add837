package dev.crosstalk.python.parse;

import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.syntax.PyFile;
import dev.crosstalk.python.syntax.PyFile.Comment;
import dev.crosstalk.python.syntax.PyFile.SyntaxProblem;
import dev.crosstalk.python.syntax.PyTree;
import java.util.List;

/// Parses Python 3.8 to 3.15. Never throws: a broken text gives a tree with error nodes, and the
/// problems that made them. Stateless; any thread may call it.
public final class PythonParser {
  /// Longest text in UTF-16 units that a caller should hand over. The parser reads longer ones too,
  /// but needs about 20 bytes of memory a unit.
  public static final int MAX_TEXT_LENGTH = 8_000_000;

  private PythonParser() {}

  /// Parses a whole file.
  public static PyFile parse(SourceText source) {
    String text = source.text();
    int length = text.length();
    char[] buffer = new char[length + LiteralScanner.LOOKAHEAD];
    text.getChars(0, length, buffer, 0);
    Problems problems = new Problems();
    Tokens tokens = Tokenizer.tokenize(buffer, length, problems);
    try {
      StatementParser parser = new StatementParser(tokens, buffer, problems);
      PyTree.Module module = parser.module(length);
      return new PyFile(
          source, module, parser.tree.nodeCount(), comments(tokens), problems.toList(source));
    } catch (StackOverflowError overflow) {
      // The limits of the parser keep far away from this on a stack of usual size.
      return unread(source, tokens);
    }
  }

  private static PyFile unread(SourceText source, Tokens tokens) {
    int length = source.text().length();
    PyTree.Stmt all = new PyTree.ErrorStmt(1, 0, length, List.of());
    return new PyFile(
        source,
        new PyTree.Module(0, 0, length, List.of(all)),
        2,
        comments(tokens),
        List.of(new SyntaxProblem(0, 0, "this file is " + TokenReader.TOO_DEEP)));
  }

  private static List<Comment> comments(Tokens tokens) {
    Comment[] comments = new Comment[tokens.commentCount];
    for (int i = 0; i < comments.length; i++) {
      comments[i] = new Comment(tokens.comments[2 * i], tokens.comments[2 * i + 1]);
    }
    return List.of(comments);
  }
}
