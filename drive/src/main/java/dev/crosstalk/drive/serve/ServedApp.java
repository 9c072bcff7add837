package dev.crosstalk.drive.serve;

import dev.crosstalk.drive.http.TargetException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An application that uvicorn serves on a free port of this machine until this is closed. It runs
/// as the user, with the user's settings.
public final class ServedApp implements AutoCloseable {
  private static final int LINE = 300;

  private final Process process;
  private final Path log;
  private final int port;

  private ServedApp(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /// Starts an application and waits until it accepts connections.
  ///
  /// @param interpreter the application's Python, which must have uvicorn
  /// @param app `module:name`, or `module:factory()`
  /// @param folder the application's folder, first on its module path
  /// @throws TargetException with one line when it does not start in time
  public static ServedApp start(String interpreter, String app, Path folder, Duration patience)
      throws TargetException {
    boolean factory = app.endsWith("()");
    try {
      int port = freePort();
      List<String> command =
          new ArrayList<>(
              List.of(
                  interpreter,
                  "-m",
                  "uvicorn",
                  factory ? app.substring(0, app.length() - 2) : app,
                  "--host",
                  "127.0.0.1",
                  "--port",
                  String.valueOf(port),
                  "--log-level",
                  "warning",
                  "--app-dir",
                  folder.toString()));
      if (factory) {
        command.add("--factory");
      }
      Path log = Files.createTempFile("crosstalk-app-", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      ServedApp served = new ServedApp(builder.start(), log, port);
      served.awaitReady(app, interpreter, patience);
      return served;
    } catch (IOException failure) {
      throw new TargetException(
          "cannot run %s (%s)".formatted(interpreter, failure.getMessage()), failure);
    }
  }

  private void awaitReady(String app, String interpreter, Duration patience)
      throws TargetException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      if (!process.isAlive()) {
        String last = lastLine();
        close();
        throw new TargetException(
            last.contains("No module named uvicorn")
                ? "%s has no uvicorn; install it there, or start the service yourself and name its URL"
                    .formatted(interpreter)
                : "%s does not start: %s".formatted(app, last));
      }
      if (accepts()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        close();
        throw new TargetException(
            "%s did not listen within %d s".formatted(app, patience.toSeconds()));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        close();
        throw new TargetException("interrupted", interrupted);
      }
    }
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// The last line that the application wrote.
  private String lastLine() {
    try {
      byte[] all = Files.readAllBytes(log);
      String text = new String(all, StandardCharsets.UTF_8).strip();
      String line = text.substring(text.lastIndexOf('\n') + 1).replaceAll("\\p{Cntrl}+", " ");
      return line.isEmpty()
          ? "it ended without a word"
          : line.substring(0, Math.min(LINE, line.length()));
    } catch (IOException unreadable) {
      return "it ended";
    }
  }

  /// Where it listens.
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      Files.deleteIfExists(log);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (IOException left) {
      // A small file stays behind.
    }
  }
}
