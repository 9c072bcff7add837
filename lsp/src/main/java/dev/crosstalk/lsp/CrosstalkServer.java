package dev.crosstalk.lsp;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.ExecuteCommandOptions;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.SaveOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;

/// The conversation with one editor.
final class CrosstalkServer implements LanguageServer {
  private final Desk desk = new Desk();
  private final Documents documents = new Documents(desk);
  private final Folders folders = new Folders(desk);
  private Runnable leave = () -> {};
  private boolean shutDown;

  void connect(LanguageClient client) {
    desk.connect(client);
  }

  /// What ends the conversation.
  void onExit(Runnable action) {
    leave = action;
  }

  boolean wasShutDown() {
    return shutDown;
  }

  void close() {
    desk.close();
  }

  @Override
  @SuppressWarnings("deprecation") // older clients know rootUri only
  public CompletableFuture<InitializeResult> initialize(InitializeParams params) {
    List<Path> roots = new ArrayList<>();
    if (params.getWorkspaceFolders() != null) {
      for (WorkspaceFolder folder : params.getWorkspaceFolders()) {
        Uris.path(folder.getUri()).ifPresent(roots::add);
      }
    }
    if (roots.isEmpty() && params.getRootUri() != null) {
      Uris.path(params.getRootUri()).ifPresent(roots::add);
    }
    desk.open(roots);
    TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
    sync.setOpenClose(true);
    sync.setChange(TextDocumentSyncKind.Full);
    sync.setSave(new SaveOptions(false));
    ServerCapabilities capabilities = new ServerCapabilities();
    capabilities.setTextDocumentSync(sync);
    capabilities.setHoverProvider(true);
    capabilities.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
    capabilities.setCodeLensProvider(new CodeLensOptions(false));
    capabilities.setExecuteCommandProvider(
        new ExecuteCommandOptions(List.of(Folders.EXPLORE_COMMAND)));
    return CompletableFuture.completedFuture(
        new InitializeResult(
            capabilities,
            new ServerInfo("crosstalk", dev.crosstalk.cli.commands.WorkspaceScan.version())));
  }

  @Override
  public CompletableFuture<Object> shutdown() {
    shutDown = true;
    return CompletableFuture.completedFuture(new Object());
  }

  @Override
  public void exit() {
    leave.run();
  }

  @Override
  public void setTrace(SetTraceParams params) {
    // nothing is traced
  }

  @Override
  public TextDocumentService getTextDocumentService() {
    return documents;
  }

  @Override
  public WorkspaceService getWorkspaceService() {
    return folders;
  }
}
