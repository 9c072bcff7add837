package dev.crosstalk.lsp;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.jspecify.annotations.Nullable;

/// What the editor tells about its folders, and its commands.
final class Folders implements WorkspaceService {
  /// The command of the code lens.
  static final String EXPLORE_COMMAND = "crosstalk.explore";

  private final Desk desk;

  Folders(Desk desk) {
    this.desk = desk;
  }

  /// Tells how the finding is taken to the application. The server itself executes nothing of a
  /// workspace.
  @Override
  public CompletableFuture<@Nullable Object> executeCommand(ExecuteCommandParams params) {
    if (EXPLORE_COMMAND.equals(params.getCommand()) && !params.getArguments().isEmpty()) {
      String target =
          params.getArguments().getFirst() instanceof com.google.gson.JsonPrimitive text
              ? text.getAsString()
              : String.valueOf(params.getArguments().getFirst());
      desk.show(
          "To execute the application and race this finding, run: crosstalk explore --target %s MODULE:APP"
              .formatted(target));
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void didChangeConfiguration(DidChangeConfigurationParams params) {
    desk.wish();
  }

  @Override
  public void didChangeWatchedFiles(DidChangeWatchedFilesParams params) {
    desk.wish();
  }
}
