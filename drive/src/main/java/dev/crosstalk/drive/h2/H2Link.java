package dev.crosstalk.drive.h2;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One HTTP/2 connection. Requests are put on it but for their last frames, which are then released
/// in one write. A reader thread keeps windows, settings and answers up to date; everything it
/// shares is guarded by this object.
public final class H2Link implements AutoCloseable {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int OUR_WINDOW = 1 << 24;
  private static final int DEFAULT_WINDOW = 65_535;
  private static final int LAST_STREAM = 1 << 30;

  private static final int ENABLE_PUSH = 2;
  private static final int MAX_STREAMS = 3;
  private static final int INITIAL_WINDOW = 4;
  private static final int MAX_FRAME = 5;

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final Duration timeout;
  private final int maxBody;
  private final Hpack hpack = new Hpack();
  private final Map<Integer, H2Stream> streams = new HashMap<>();

  private int nextStream = 1;
  private int maxStreams = 100;
  private int initialWindow = DEFAULT_WINDOW;
  private int maxFrame = Frame.MAX_PAYLOAD;
  private int window = DEFAULT_WINDOW;
  private int pingsAnswered;
  private boolean leaving;
  private Optional<String> failure = Optional.empty();

  private H2Link(Socket socket, Duration timeout, int maxBody) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.in = new BufferedInputStream(socket.getInputStream());
    this.timeout = timeout;
    this.maxBody = maxBody;
  }

  /// Opens a connection on a socket, by prior knowledge or after ALPN chose `h2`. The socket is
  /// closed when that fails.
  ///
  /// @param patience for the peer's settings
  /// @param maxBody largest answer that is read
  /// @throws IOException when the peer does not speak HTTP/2
  public static H2Link open(Socket socket, Duration timeout, Duration patience, int maxBody)
      throws IOException {
    try {
      H2Link link = new H2Link(socket, timeout, maxBody);
      link.greet(patience);
      return link;
    } catch (IOException refused) {
      socket.close();
      throw refused;
    }
  }

  private void greet(Duration patience) throws IOException {
    ByteArrayOutputStream hello = new ByteArrayOutputStream();
    hello.writeBytes(PREFACE);
    byte[] ours = new byte[12];
    ours[1] = ENABLE_PUSH;
    ours[7] = INITIAL_WINDOW;
    Frame.putInt(ours, 8, OUR_WINDOW);
    hello.writeBytes(new Frame(Frame.SETTINGS, 0, 0, ours).bytes());
    hello.writeBytes(
        new Frame(Frame.WINDOW_UPDATE, 0, 0, Frame.ofInt(OUR_WINDOW - DEFAULT_WINDOW)).bytes());
    write(hello.toByteArray());
    socket.setSoTimeout(Math.toIntExact(Math.max(1, patience.toMillis())));
    Frame first = Frame.read(in);
    if (first.type() != Frame.SETTINGS || first.has(Frame.ACK)) {
      throw new H2Exception("the peer does not begin with its settings");
    }
    take(first);
    socket.setSoTimeout(0);
    Thread.ofVirtual().start(this::readAll);
  }

  /// How many requests may be under way at once.
  public synchronized int maxStreams() {
    return maxStreams;
  }

  /// True while new requests can be put on it.
  public synchronized boolean isOpen() {
    return failure.isEmpty() && !leaving && nextStream < LAST_STREAM;
  }

  /// Puts requests on the connection, all but the last frame of each. One with a body keeps the
  /// body's last byte back; one without is held back whole, because servers begin to work on it
  /// with its headers.
  ///
  /// @return in the order of the requests
  /// @throws IOException when the connection or the server's windows do not allow it
  public List<H2Stream> hold(List<H2Request> requests) throws IOException {
    H2Stream[] held = new H2Stream[requests.size()];
    for (boolean body : new boolean[] {true, false}) {
      for (int i = 0; i < held.length; i++) {
        H2Request request = requests.get(i);
        if (request.body().length > 0 == body) {
          held[i] = body ? withoutLastByte(request) : whole(request);
        }
      }
    }
    return List.of(held);
  }

  private H2Stream whole(H2Request request) {
    byte[] block = Hpack.encode(request.headers());
    return opened(id -> headers(id, block, Frame.END_STREAM));
  }

  private H2Stream withoutLastByte(H2Request request) throws IOException {
    byte[] block = Hpack.encode(request.headers());
    byte[] body = request.body();
    byte[] last = {body[body.length - 1]};
    H2Stream stream = opened(id -> new Frame(Frame.DATA, Frame.END_STREAM, id, last).bytes());
    write(headers(stream.id, block, 0));
    reserve(stream, 1);
    int sent = 0;
    while (sent < body.length - 1) {
      int part = Math.min(body.length - 1 - sent, Math.min(maxFrame(), 16_384));
      part = reserve(stream, part);
      byte[] payload = java.util.Arrays.copyOfRange(body, sent, sent + part);
      write(new Frame(Frame.DATA, 0, stream.id, payload).bytes());
      sent += part;
    }
    return stream;
  }

  private synchronized int maxFrame() {
    return maxFrame;
  }

  private synchronized H2Stream opened(java.util.function.IntFunction<byte[]> lastFrames) {
    int id = nextStream;
    nextStream += 2;
    H2Stream stream = new H2Stream(id, lastFrames.apply(id), initialWindow);
    streams.put(id, stream);
    failure.ifPresent(why -> stream.fail(why, System.nanoTime()));
    return stream;
  }

  private byte[] headers(int id, byte[] block, int flags) {
    int most = maxFrame();
    if (block.length <= most) {
      return new Frame(Frame.HEADERS, flags | Frame.END_HEADERS, id, block).bytes();
    }
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int from = 0; from < block.length; from += most) {
      int to = Math.min(block.length, from + most);
      frames.writeBytes(
          new Frame(
                  from == 0 ? Frame.HEADERS : Frame.CONTINUATION,
                  (from == 0 ? flags : 0) | (to == block.length ? Frame.END_HEADERS : 0),
                  id,
                  java.util.Arrays.copyOfRange(block, from, to))
              .bytes());
    }
    return frames.toByteArray();
  }

  /// Takes up to `wanted` bytes from both windows, and waits while one of them is shut.
  private synchronized int reserve(H2Stream stream, int wanted) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (window <= 0 || stream.window <= 0) {
      if (failure.isPresent() || stream.done) {
        throw new H2Exception(failure.or(() -> stream.trouble).orElse("answered too early"));
      }
      await(deadline, "the server takes no more data (its flow-control window stays shut)");
    }
    int part = Math.min(wanted, Math.min(window, stream.window));
    window -= part;
    stream.window -= part;
    return part;
  }

  /// Sends a PING and waits for the answer: whatever was sent before has been read by then.
  public void ping() throws IOException {
    int before;
    synchronized (this) {
      before = pingsAnswered;
    }
    write(new Frame(Frame.PING, 0, 0, new byte[8]).bytes());
    long deadline = System.nanoTime() + timeout.toNanos();
    synchronized (this) {
      while (pingsAnswered == before) {
        if (failure.isPresent()) {
          throw new H2Exception(failure.get());
        }
        await(deadline, "the server does not answer a ping");
      }
    }
  }

  /// Releases held requests in one write.
  ///
  /// @return how many bytes that were
  public int release(List<H2Stream> held) throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    held.forEach(stream -> frames.writeBytes(stream.lastFrames));
    write(frames.toByteArray());
    return frames.size();
  }

  /// Waits until a request is answered or has failed. What does not come in time is given up.
  public synchronized void await(H2Stream stream) throws IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!stream.done) {
      if (failure.isPresent()) {
        stream.fail(failure.get(), System.nanoTime());
      } else if (System.nanoTime() >= deadline) {
        stream.fail("no answer within %d s".formatted(timeout.toSeconds()), System.nanoTime());
        write(new Frame(Frame.RST_STREAM, 0, stream.id, Frame.ofInt(8)).bytes());
      } else {
        await(deadline + 1_000_000, "no answer");
      }
    }
    streams.remove(stream.id);
  }

  private synchronized void await(long deadline, String otherwise) throws IOException {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      throw new H2Exception(otherwise);
    }
    try {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new H2Exception("interrupted");
    }
  }

  private void write(byte[] bytes) throws IOException {
    synchronized (out) {
      out.write(bytes);
      out.flush();
    }
  }

  private void readAll() {
    String why = "the server closed the connection";
    try {
      while (true) {
        take(Frame.read(in));
      }
    } catch (IOException ended) {
      if (ended.getMessage() != null) {
        why = ended.getMessage();
      }
    }
    synchronized (this) {
      if (failure.isEmpty()) {
        failure = Optional.of(why);
      }
      long now = System.nanoTime();
      for (H2Stream stream : streams.values()) {
        stream.fail(failure.get(), now);
      }
      notifyAll();
    }
  }

  private void take(Frame frame) throws IOException {
    switch (frame.type()) {
      case Frame.SETTINGS -> settings(frame);
      case Frame.PING -> {
        if (frame.has(Frame.ACK)) {
          synchronized (this) {
            pingsAnswered++;
            notifyAll();
          }
        } else {
          write(new Frame(Frame.PING, Frame.ACK, 0, frame.payload()).bytes());
        }
      }
      case Frame.WINDOW_UPDATE -> windowUpdate(frame);
      case Frame.HEADERS -> headers(frame);
      case Frame.DATA -> data(frame);
      case Frame.RST_STREAM -> {
        int code = Frame.int31(frame.payload(), 0);
        failStream(frame.stream(), "the server reset the request (error %d)".formatted(code));
      }
      case Frame.GOAWAY -> goAway(Frame.int31(frame.payload(), 0));
      case Frame.PUSH_PROMISE, Frame.CONTINUATION ->
          throw new H2Exception("the server broke the rules of HTTP/2");
      default -> {
        // Unknown frames are passed over, as the standard asks.
      }
    }
  }

  private void settings(Frame frame) throws IOException {
    if (frame.has(Frame.ACK)) {
      return;
    }
    byte[] payload = frame.payload();
    synchronized (this) {
      for (int i = 0; i + 6 <= payload.length; i += 6) {
        int value = Frame.int31(payload, i + 2);
        switch ((payload[i] & 0xff) << 8 | (payload[i + 1] & 0xff)) {
          case MAX_STREAMS -> maxStreams = value;
          case INITIAL_WINDOW -> {
            int change = value - initialWindow;
            initialWindow = value;
            streams.values().forEach(stream -> stream.window += change);
          }
          case MAX_FRAME -> maxFrame = Math.clamp(value, 16_384, 1 << 20);
          default -> {
            // The others ask nothing of a client like this.
          }
        }
      }
      notifyAll();
    }
    write(new Frame(Frame.SETTINGS, Frame.ACK, 0, new byte[0]).bytes());
  }

  private synchronized void windowUpdate(Frame frame) throws IOException {
    int more = Frame.int31(frame.payload(), 0);
    H2Stream stream = streams.get(frame.stream());
    if (frame.stream() == 0) {
      window = (int) Math.min(Integer.MAX_VALUE, (long) window + more);
    } else if (stream != null) {
      stream.window = (int) Math.min(Integer.MAX_VALUE, (long) stream.window + more);
    }
    notifyAll();
  }

  private void headers(Frame frame) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(frame.content());
    boolean more = !frame.has(Frame.END_HEADERS);
    while (more) {
      Frame next = Frame.read(in);
      if (next.type() != Frame.CONTINUATION || block.size() > 1 << 18) {
        throw new H2Exception("the server broke the rules of HTTP/2");
      }
      block.writeBytes(next.payload());
      more = !next.has(Frame.END_HEADERS);
    }
    List<Map.Entry<String, String>> headers = hpack.decode(block.toByteArray());
    synchronized (this) {
      H2Stream stream = streams.get(frame.stream());
      if (stream != null) {
        begin(stream, headers);
        if (frame.has(Frame.END_STREAM)) {
          stream.end(System.nanoTime());
        }
      }
      notifyAll();
    }
  }

  /// Interim answers are passed over; what comes after the answer's own headers are trailers.
  private static void begin(H2Stream stream, List<Map.Entry<String, String>> headers)
      throws H2Exception {
    if (stream.status != 0) {
      return;
    }
    List<Map.Entry<String, String>> plain = new ArrayList<>();
    int status = 0;
    for (Map.Entry<String, String> header : headers) {
      if (!header.getKey().startsWith(":")) {
        plain.add(header);
      } else if (header.getKey().equals(":status") && header.getValue().matches("[1-9]\\d\\d")) {
        status = Integer.parseInt(header.getValue());
      }
    }
    if (status == 0) {
      throw new H2Exception("the answer has no status");
    }
    if (status >= 200) {
      stream.status = status;
      stream.headers.addAll(plain);
    }
  }

  private void data(Frame frame) throws IOException {
    byte[] content = frame.content();
    synchronized (this) {
      H2Stream stream = streams.get(frame.stream());
      if (stream != null && !stream.done) {
        if (stream.body.size() + content.length > maxBody) {
          stream.fail(
              "the answer is larger than %d MB".formatted(maxBody / 1_000_000), System.nanoTime());
        } else {
          stream.body.writeBytes(content);
        }
        if (frame.has(Frame.END_STREAM)) {
          stream.end(System.nanoTime());
        }
        notifyAll();
      }
    }
    if (frame.payload().length > 0) {
      byte[] more = Frame.ofInt(frame.payload().length);
      ByteArrayOutputStream updates = new ByteArrayOutputStream();
      updates.writeBytes(new Frame(Frame.WINDOW_UPDATE, 0, 0, more).bytes());
      if (!frame.has(Frame.END_STREAM)) {
        updates.writeBytes(new Frame(Frame.WINDOW_UPDATE, 0, frame.stream(), more).bytes());
      }
      write(updates.toByteArray());
    }
  }

  private synchronized void failStream(int id, String why) {
    H2Stream stream = streams.get(id);
    if (stream != null) {
      stream.fail(why, System.nanoTime());
      notifyAll();
    }
  }

  /// The server takes no new requests; those that it will not answer fail now.
  private synchronized void goAway(int last) {
    leaving = true;
    for (H2Stream stream : streams.values()) {
      if (stream.id > last) {
        stream.fail("the server is ending the connection", System.nanoTime());
      }
    }
    notifyAll();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException closing) {
      // It is of no use any more either way.
    }
  }
}
