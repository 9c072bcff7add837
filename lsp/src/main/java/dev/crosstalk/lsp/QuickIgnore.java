package dev.crosstalk.lsp;

import dev.crosstalk.cli.silence.IgnoreComments;
import dev.crosstalk.model.Finding;
import dev.crosstalk.model.SourceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;

/// The edit that silences a finding, with a reason to be written.
final class QuickIgnore {
  static final String REASON = "TODO: say why";

  private QuickIgnore() {}

  /// Nothing when no place for a comment can be found.
  ///
  /// @param text of the file as the editor has it
  static Optional<TextEdit> edit(Finding finding, Path root, Path file, String text) {
    IgnoreComments comments =
        new IgnoreComments(root, file, text.getBytes(StandardCharsets.UTF_8), REASON);
    comments.add(List.of(finding));
    if (comments.silenced().isEmpty()) {
      return Optional.empty();
    }
    String after = new String(comments.content(), StandardCharsets.UTF_8);
    int start = 0;
    while (start < text.length() && text.charAt(start) == after.charAt(start)) {
      start++;
    }
    int added = after.length() - text.length();
    SourceText lines = new SourceText(text);
    int line = lines.line(start);
    Position at = new Position(line - 1, lines.column(start) - 1);
    return Optional.of(new TextEdit(new Range(at, at), after.substring(start, start + added)));
  }
}
