package dev.crosstalk.lsp;

import dev.crosstalk.model.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.jspecify.annotations.Nullable;

/// What the editor asks about its documents.
final class Documents implements TextDocumentService {
  private final Desk desk;

  Documents(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    desk.text(params.getTextDocument().getUri(), params.getTextDocument().getText());
    desk.wish();
  }

  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    if (!params.getContentChanges().isEmpty()) {
      desk.text(params.getTextDocument().getUri(), params.getContentChanges().getLast().getText());
    }
  }

  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    desk.wish();
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    desk.forget(params.getTextDocument().getUri());
  }

  @Override
  public CompletableFuture<@Nullable Hover> hover(HoverParams params) {
    List<String> texts = new ArrayList<>();
    List<Range> ranges = new ArrayList<>();
    for (Desk.Placed each : desk.findings(params.getTextDocument().getUri())) {
      Range range = Diagnostics.range(each.place());
      if (holds(range, params.getPosition())) {
        ranges.add(range);
        texts.add(
            HoverText.of(
                each.finding(),
                each.result().outcome().report(),
                each.result().outcome().sources()));
      }
    }
    return CompletableFuture.completedFuture(
        texts.isEmpty()
            ? null
            : new Hover(
                new MarkupContent(MarkupKind.MARKDOWN, String.join("\n", texts)),
                ranges.getFirst()));
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
    List<Either<Command, CodeAction>> actions = new ArrayList<>();
    String uri = params.getTextDocument().getUri();
    for (Desk.Placed each : desk.findings(uri)) {
      Range range = Diagnostics.range(each.place());
      if (range.getStart().getLine() <= params.getRange().getEnd().getLine()
          && params.getRange().getStart().getLine() <= range.getEnd().getLine()) {
        text(each)
            .flatMap(
                text -> QuickIgnore.edit(each.finding(), each.result().root(), each.file(), text))
            .map(edit -> action(each, uri, edit, params))
            .ifPresent(action -> actions.add(Either.forRight(action)));
      }
    }
    return CompletableFuture.completedFuture(actions);
  }

  /// The text that the finding stands in: as the editor has it, if that is what was scanned.
  private Optional<String> text(Desk.Placed each) {
    Optional<String> scanned =
        each.result().outcome().sources().apply(each.place().path()).map(SourceText::text);
    return desk.text(each.file()).isEmpty()
        ? scanned
        : desk.text(each.file()).filter(text -> scanned.equals(Optional.of(text)));
  }

  private static CodeAction action(
      Desk.Placed each, String uri, TextEdit edit, CodeActionParams params) {
    String code = each.finding().rule().code();
    CodeAction action = new CodeAction("Ignore %s here".formatted(code));
    action.setKind(CodeActionKind.QuickFix);
    action.setDiagnostics(
        params.getContext().getDiagnostics().stream()
            .filter(diagnostic -> isOf(diagnostic, code))
            .toList());
    action.setEdit(new WorkspaceEdit(Map.of(uri, List.of(edit))));
    return action;
  }

  private static boolean isOf(Diagnostic diagnostic, String code) {
    return Diagnostics.SOURCE.equals(diagnostic.getSource())
        && diagnostic.getCode() != null
        && diagnostic.getCode().isLeft()
        && code.equals(diagnostic.getCode().getLeft());
  }

  @Override
  public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
    List<CodeLens> lenses = new ArrayList<>();
    for (Desk.Placed each : desk.findings(params.getTextDocument().getUri())) {
      if (!each.finding().origins().isEmpty()) {
        String code = each.finding().rule().code();
        Command command = new Command("%s: explore this".formatted(code), Folders.EXPLORE_COMMAND);
        command.setArguments(
            List.of("%s@%s:%d".formatted(code, each.place().path(), each.place().line())));
        lenses.add(new CodeLens(Diagnostics.range(each.place()), command, null));
      }
    }
    return CompletableFuture.completedFuture(lenses);
  }

  private static boolean holds(Range range, Position position) {
    return before(range.getStart(), position) && before(position, range.getEnd());
  }

  private static boolean before(Position left, Position right) {
    return left.getLine() < right.getLine()
        || (left.getLine() == right.getLine() && left.getCharacter() <= right.getCharacter());
  }
}
