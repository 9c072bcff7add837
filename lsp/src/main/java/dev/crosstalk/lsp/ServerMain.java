package dev.crosstalk.lsp;

import dev.crosstalk.cli.Main;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;

/// What the launcher starts for `crosstalk server`.
public final class ServerMain {
  private static final int TROUBLE = 2;

  private ServerMain() {}

  /// Serves until the client says exit or hangs up.
  public static void main(String[] arguments) throws InterruptedException {
    List<String> words = List.of(arguments);
    if (!words.equals(List.of("server"))) {
      Runtime.getRuntime().halt(Main.run(System.in, System.out, System.err, arguments));
    }
    PrintStream protocol = System.out;
    System.setOut(System.err); // whoever prints must not break the protocol
    Runtime.getRuntime().halt(serve(System.in, protocol));
  }

  /// Serves one client.
  ///
  /// @return 0 when it said shutdown before it left
  static int serve(InputStream in, OutputStream out) throws InterruptedException {
    CrosstalkServer server = new CrosstalkServer();
    Launcher<LanguageClient> launcher = LSPLauncher.createServerLauncher(server, in, out);
    server.connect(launcher.getRemoteProxy());
    Future<Void> listening = launcher.startListening();
    server.onExit(() -> listening.cancel(true));
    try {
      listening.get();
    } catch (ExecutionException | java.util.concurrent.CancellationException gone) {
      // the client hung up, or said exit
    }
    server.close();
    return server.wasShutDown() ? 0 : TROUBLE;
  }
}
