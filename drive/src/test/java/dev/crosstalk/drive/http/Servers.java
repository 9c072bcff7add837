package dev.crosstalk.drive.http;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Real servers on free ports of this machine, ended when the test ends. One that cannot be started
/// fails the test with the reason.
final class Servers implements AutoCloseable {
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();

  /// @param folder for configuration and logs
  Servers(Path folder) {
    this.folder = folder;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /// @param loop `asyncio` or `uvloop`
  String uvicorn(String loop) throws IOException, InterruptedException {
    return uvicorn(loop, "raced");
  }

  /// @param module of `src/test/python`
  String uvicorn(String loop, String module) throws IOException, InterruptedException {
    int port = freePort();
    python(
        port,
        List.of(
            "-m",
            "uvicorn",
            module + ":app",
            "--port",
            "" + port,
            "--loop",
            loop,
            "--log-level",
            "warning"));
    return "http://127.0.0.1:" + port;
  }

  String hypercorn() throws IOException, InterruptedException {
    int port = freePort();
    python(port, List.of("-m", "hypercorn", "raced:app", "--bind", "127.0.0.1:" + port));
    return "http://127.0.0.1:" + port;
  }

  private void python(int port, List<String> words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(System.getProperty("crosstalk.python")));
    command.addAll(words);
    start(port, new ProcessBuilder(command).directory(new File("src/test/python")));
  }

  /// nginx with HTTP/2 over TLS and a certificate that nobody signed.
  ///
  /// @param upstream an `http://` URL
  String nginx(String upstream) throws IOException, InterruptedException {
    int port = freePort();
    run(
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
        "-addext",
        "subjectAltName=DNS:localhost,IP:127.0.0.1",
        "-keyout",
        "key.pem",
        "-out",
        "cert.pem");
    boolean root = System.getProperty("user.name").equals("root");
    Files.writeString(
        folder.resolve("nginx.conf"),
        """
        daemon off;
        pid nginx.pid;
        error_log error.log;
        %s
        events { worker_connections 256; }
        http {
          access_log off;
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          upstream app { server %s; keepalive 64; }
          server {
            listen 127.0.0.1:%d ssl http2;
            ssl_certificate cert.pem;
            ssl_certificate_key key.pem;
            location / {
              proxy_pass http://app;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
            }
          }
        }
        """
            .formatted(root ? "user root;" : "", upstream.substring("http://".length()), port));
    String nginx =
        List.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx").stream()
            .filter(path -> Files.isExecutable(Path.of(path)))
            .findFirst()
            .orElseThrow(() ->
                new AssertionError("this test needs nginx: apt-get install nginx (see .ci/run)"));
    start(
        port,
        new ProcessBuilder(nginx, "-p", folder.toString(), "-c", "nginx.conf", "-e", "error.log")
            .directory(folder.toFile()));
    return "https://127.0.0.1:" + port;
  }

  private void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("run.log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new AssertionError(Files.readString(folder.resolve("run.log")));
    }
  }

  private void start(int port, ProcessBuilder builder) throws IOException, InterruptedException {
    Path log = folder.resolve("server-%d.log".formatted(port));
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    processes.add(process);
    for (int i = 0; i < 600; i++) {
      if (!process.isAlive()) {
        throw new AssertionError("the server ended: " + Files.readString(log));
      }
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        return;
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    throw new AssertionError("the server does not listen: " + Files.readString(log));
  }

  /// Ends the server that was started last.
  void killLast() throws InterruptedException {
    Process process = processes.removeLast();
    List<ProcessHandle> workers = process.descendants().toList();
    process.destroyForcibly().waitFor();
    workers.forEach(ProcessHandle::destroyForcibly);
    workers.forEach(worker -> worker.onExit().join());
  }

  @Override
  public void close() {
    for (Process process : processes.reversed()) {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      try {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
