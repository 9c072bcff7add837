package dev.crosstalk.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server as an editor meets it: real messages through a pipe.
class ServerTest {
  private static final String LEAK =
      """
      import asyncio

      from fastapi import FastAPI

      app = FastAPI()
      current = {}


      @app.get("/reports/{tenant}")
      async def report(tenant: str):
          current["tenant"] = tenant
          await asyncio.sleep(0.01)
          return {"tenant": current["tenant"]}
      """;
  private static final String CLEAN = LEAK.replace("current[\"tenant\"]}", "tenant}");

  @TempDir Path temporary;
  private final Editor editor = new Editor();
  private LanguageServer server = new CrosstalkServer();
  private CompletableFuture<Integer> ended = new CompletableFuture<>();
  private Future<Void> listening = new CompletableFuture<>();
  private Path root = Path.of("");
  private Path file = Path.of("");
  private String uri = "";

  /// Keeps what the server says.
  private static final class Editor implements LanguageClient {
    final BlockingQueue<PublishDiagnosticsParams> diagnostics = new LinkedBlockingQueue<>();
    final BlockingQueue<MessageParams> messages = new LinkedBlockingQueue<>();

    @Override
    public void telemetryEvent(Object object) {}

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams params) {
      diagnostics.add(params);
    }

    @Override
    public void showMessage(MessageParams params) {
      messages.add(params);
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(
        ShowMessageRequestParams params) {
      return new CompletableFuture<>();
    }

    @Override
    public void logMessage(MessageParams message) {
      messages.add(message);
    }
  }

  @BeforeEach
  void open() throws Exception {
    root = temporary.toRealPath().resolve("my project");
    file = root.resolve("app/main.py");
    Files.createDirectories(file.getParent());
    Files.writeString(file, LEAK);
    uri = file.toUri().toString();
    PipedInputStream toServer = new PipedInputStream(1 << 20);
    PipedInputStream toClient = new PipedInputStream(1 << 20);
    PipedOutputStream fromClient = new PipedOutputStream(toServer);
    PipedOutputStream fromServer = new PipedOutputStream(toClient);
    ended =
        CompletableFuture.supplyAsync(() -> {
          try {
            return ServerMain.serve(toServer, fromServer);
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
        });
    Launcher<LanguageServer> client =
        LSPLauncher.createClientLauncher(editor, toClient, fromClient);
    listening = client.startListening();
    server = client.getRemoteProxy();
    InitializeParams params = new InitializeParams();
    params.setWorkspaceFolders(List.of(new WorkspaceFolder(root.toUri().toString(), "project")));
    InitializeResult result = server.initialize(params).get(10, TimeUnit.SECONDS);
    assertThat(result.getCapabilities().getHoverProvider().getLeft()).isTrue();
    assertThat(result.getServerInfo().getName()).isEqualTo("crosstalk");
    server
        .getTextDocumentService()
        .didOpen(new DidOpenTextDocumentParams(new TextDocumentItem(uri, "python", 1, LEAK)));
  }

  @AfterEach
  void leave() throws Exception {
    server.shutdown().get(10, TimeUnit.SECONDS);
    server.exit();
    assertThat(ended.get(10, TimeUnit.SECONDS)).isZero();
    listening.cancel(true);
  }

  private List<Diagnostic> diagnostics() throws InterruptedException {
    PublishDiagnosticsParams params = editor.diagnostics.poll(60, TimeUnit.SECONDS);
    assertThat(params).isNotNull();
    assertThat(params.getUri()).isEqualTo(uri);
    return params.getDiagnostics();
  }

  private void type(String text) {
    server
        .getTextDocumentService()
        .didChange(
            new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri, 2),
                List.of(new TextDocumentContentChangeEvent(text))));
  }

  private void save() {
    server
        .getTextDocumentService()
        .didSave(new DidSaveTextDocumentParams(new TextDocumentIdentifier(uri)));
  }

  @Test
  void findingsComeOnOpenAndGoOnSave() throws Exception {
    assertThat(diagnostics())
        .singleElement()
        .satisfies(leak -> {
          assertThat(leak.getCode().getLeft()).isEqualTo("CT101");
          assertThat(leak.getSeverity()).isEqualTo(DiagnosticSeverity.Error);
          assertThat(leak.getSource()).isEqualTo("crosstalk");
          assertThat(leak.getRange())
              .isEqualTo(new Range(new Position(12, 22), new Position(12, 39)));
          assertThat(leak.getRelatedInformation()).hasSize(5);
          assertThat(leak.getRelatedInformation().getFirst().getMessage())
              .isEqualTo("t1 request A: write current[\"tenant\"] = tenant");
          assertThat(leak.getRelatedInformation().getFirst().getLocation().getUri()).isEqualTo(uri);
        });
    type(CLEAN); // what the editor has counts, saved or not
    save();
    assertThat(diagnostics()).isEmpty();
    type(LEAK);
    save();
    assertThat(diagnostics()).hasSize(1);
    server
        .getTextDocumentService()
        .didClose(new DidCloseTextDocumentParams(new TextDocumentIdentifier(uri)));
    Files.writeString(file, CLEAN);
    save();
    assertThat(diagnostics()).isEmpty();
  }

  @Test
  void hoverDrawsTheInterleaving() throws Exception {
    diagnostics();
    Hover hover = hover(12, 30);
    assertThat(hover).isNotNull();
    assertThat(hover.getContents().getRight().getValue())
        .startsWith("**CT101** request-data-in-module-state · critical, high confidence\n")
        .contains("Request A", "Request B", "✗ ← written by B", "help      Pass the value")
        .doesNotContain("Summary");
    assertThat(hover(3, 1)).isNull();
  }

  private Hover hover(int line, int column) throws Exception {
    return server
        .getTextDocumentService()
        .hover(new HoverParams(new TextDocumentIdentifier(uri), new Position(line, column)))
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  void aQuickIgnoreSilences() throws Exception {
    List<Diagnostic> found = diagnostics();
    List<CodeAction> actions = actions(found);
    assertThat(actions).extracting(CodeAction::getTitle).containsExactly("Ignore CT101 here");
    assertThat(actions.getFirst().getDiagnostics()).isEqualTo(found);
    List<TextEdit> edits =
        Objects.requireNonNull(actions.getFirst().getEdit().getChanges().get(uri));
    assertThat(edits)
        .containsExactly(
            new TextEdit(
                new Range(new Position(12, 40), new Position(12, 40)),
                "  # crosstalk: ignore[CT101] TODO: say why"));
    type(LEAK.stripTrailing() + edits.getFirst().getNewText() + "\n");
    assertThat(actions(found)).isEmpty(); // the text is no longer the one that was judged
    save();
    assertThat(diagnostics()).isEmpty();
  }

  private List<CodeAction> actions(List<Diagnostic> found) throws Exception {
    return server
        .getTextDocumentService()
        .codeAction(
            new CodeActionParams(
                new TextDocumentIdentifier(uri),
                new Range(new Position(12, 0), new Position(12, 1)),
                new CodeActionContext(found)))
        .get(10, TimeUnit.SECONDS)
        .stream()
        .map(each -> each.getRight())
        .toList();
  }

  @Test
  void aLensTellsHowToExploreAndExecutesNothing() throws Exception {
    diagnostics();
    List<? extends CodeLens> lenses =
        server
            .getTextDocumentService()
            .codeLens(new CodeLensParams(new TextDocumentIdentifier(uri)))
            .get(10, TimeUnit.SECONDS);
    assertThat(lenses).hasSize(1);
    var command = lenses.getFirst().getCommand();
    assertThat(command.getTitle()).isEqualTo("CT101: explore this");
    server
        .getWorkspaceService()
        .executeCommand(new ExecuteCommandParams(command.getCommand(), command.getArguments()))
        .get(10, TimeUnit.SECONDS);
    MessageParams message = editor.messages.poll(10, TimeUnit.SECONDS);
    assertThat(message).isNotNull();
    assertThat(message.getMessage())
        .endsWith("run: crosstalk explore --target CT101@app/main.py:13 MODULE:APP");
  }

  @Test
  void brokenInputLosesNothing() throws Exception {
    diagnostics();
    Path settings = root.resolve("crosstalk.toml");
    type(LEAK + "def (:\n");
    save();
    assertThat(diagnostics()).hasSize(1);
    Files.writeString(settings, "ignore = ['CT10']\n");
    type(LEAK);
    save();
    assertThat(diagnostics()).isEmpty(); // settings are read at each scan
    Files.writeString(settings, "ignore = 3\n");
    save();
    assertThat(diagnostics()).hasSize(1);
    MessageParams message = editor.messages.poll(10, TimeUnit.SECONDS);
    assertThat(message).isNotNull();
    assertThat(message.getMessage()).contains("crosstalk.toml: [tool.crosstalk] ignore must be");
  }

  @Test
  void aBufferWithoutAFileIsLeftAlone() throws IOException, InterruptedException {
    diagnostics();
    server
        .getTextDocumentService()
        .didOpen(
            new DidOpenTextDocumentParams(
                new TextDocumentItem("untitled:Untitled-1", "python", 1, LEAK)));
    assertThat(diagnostics()).hasSize(1);
  }
}
