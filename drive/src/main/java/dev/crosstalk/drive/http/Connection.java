package dev.crosstalk.drive.http;

import dev.crosstalk.openapi.request.ConcreteRequest;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

/// One HTTP/1.1 connection, kept open between requests while the server allows it. Not for use by
/// two threads at once.
public final class Connection implements AutoCloseable {

  /// The largest answer that is read.
  public static final int MAX_ANSWER = 16_000_000;

  private final HttpTarget target;
  private final Duration timeout;
  private final int maxAnswer;
  private @org.jspecify.annotations.Nullable Open open;

  private record Open(Socket socket, OutputStream out, AnswerReader reader) {}

  public Connection(HttpTarget target, Duration timeout) {
    this(target, timeout, MAX_ANSWER);
  }

  public Connection(HttpTarget target, Duration timeout, int maxAnswer) {
    this.target = target;
    this.timeout = timeout;
    this.maxAnswer = maxAnswer;
  }

  /// Sends a request and reads the answer. A kept connection that the server has closed meanwhile
  /// is opened anew once.
  ///
  /// @throws TargetException with one line for the user
  public HttpAnswer exchange(ConcreteRequest request) throws TargetException {
    byte[] bytes = RequestBytes.encode(target, request);
    boolean fresh = open == null;
    try {
      return exchange(request, bytes);
    } catch (EOFException | java.net.SocketException stale) {
      close();
      if (fresh) {
        throw failed(request, stale);
      }
    } catch (IOException failure) {
      close();
      throw failed(request, failure);
    }
    try {
      return exchange(request, bytes);
    } catch (IOException failure) {
      close();
      throw failed(request, failure);
    }
  }

  private HttpAnswer exchange(ConcreteRequest request, byte[] bytes)
      throws IOException, TargetException {
    Open connection = connected();
    connection.out().write(bytes);
    connection.out().flush();
    return finish(connection.reader().read(request.method()));
  }

  private HttpAnswer finish(AnswerReader.Read read) {
    if (!read.keepAlive()) {
      close();
    }
    return read.answer();
  }

  private Open connected() throws TargetException {
    Open current = open;
    if (current == null) {
      Socket socket = Sockets.open(target, timeout, List.of());
      try {
        current =
            new Open(
                socket,
                socket.getOutputStream(),
                new AnswerReader(new BufferedInputStream(socket.getInputStream()), maxAnswer));
      } catch (IOException failure) {
        Sockets.close(socket);
        throw new TargetException("cannot connect to " + target.url(), failure);
      }
      open = current;
    }
    return current;
  }

  /// Opens the connection, or keeps it when it is open still.
  void warm() throws TargetException {
    try {
      closeIfStale();
    } catch (IOException broken) {
      close();
    }
    connected();
  }

  /// Sends all of a request but its last byte, on a connection that is opened when needed.
  ///
  /// @return the byte that is missing
  byte sendAllButLast(ConcreteRequest request) throws TargetException, IOException {
    byte[] bytes = RequestBytes.encode(target, request);
    Open connection = connected();
    connection.out().write(bytes, 0, bytes.length - 1);
    connection.out().flush();
    return bytes[bytes.length - 1];
  }

  /// Sends the missing byte.
  void release(byte last) throws IOException {
    Open connection = open;
    if (connection == null) {
      throw new EOFException("the connection is closed");
    }
    connection.out().write(last);
    connection.out().flush();
  }

  /// Reads the answer to a released request.
  HttpAnswer answer(String method) throws IOException {
    Open connection = open;
    if (connection == null) {
      throw new EOFException("the connection is closed");
    }
    try {
      return finish(connection.reader().read(method));
    } catch (IOException failure) {
      close();
      throw failure;
    }
  }

  /// Closes a kept connection that the server has ended, so that the next request opens a new one.
  void closeIfStale() throws IOException {
    Open connection = open;
    if (connection == null) {
      return;
    }
    Socket socket = connection.socket();
    int before = socket.getSoTimeout();
    socket.setSoTimeout(1);
    try {
      if (connection.reader().atEnd()) {
        close();
      }
    } finally {
      if (open != null) {
        socket.setSoTimeout(before);
      }
    }
  }

  private TargetException failed(ConcreteRequest request, IOException failure) {
    if (failure instanceof SocketTimeoutException) {
      return new SlowAnswerException(
          "%s did not answer %s within %d s".formatted(target.url(), request, timeout.toSeconds()),
          failure);
    }
    return new TargetException(
        "%s gave no answer to %s (%s)".formatted(target.url(), request, Sockets.reason(failure)),
        failure);
  }

  @Override
  public void close() {
    Open current = open;
    if (current != null) {
      open = null;
      Sockets.close(current.socket());
    }
  }
}
