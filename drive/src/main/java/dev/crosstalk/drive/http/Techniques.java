package dev.crosstalk.drive.http;

import dev.crosstalk.drive.h2.H2Link;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/// Which technique a target allows. HTTP/2 is tried first: over TLS by ALPN, else by prior
/// knowledge, which a server without it answers with an error or the end of the connection.
public final class Techniques {
  private static final Duration PATIENCE = Duration.ofMillis(700);

  private Techniques() {}

  /// What the user may ask for.
  public enum Wish {
    AUTO,
    SINGLE_PACKET,
    LAST_BYTE,
    BARRIER
  }

  /// Chooses.
  ///
  /// @throws TargetException when the target cannot be reached or does not speak what was asked for
  public static Racer choose(HttpTarget target, Duration timeout, Wish wish)
      throws TargetException {
    return switch (wish) {
      case LAST_BYTE -> new LastByteSync(target, timeout);
      case BARRIER -> new Barrier(target, timeout);
      case SINGLE_PACKET ->
          link(target, timeout, timeout)
              .map(link -> new SinglePacket(target, timeout, link))
              .orElseThrow(() ->
                  new TargetException(
                      "%s does not speak HTTP/2; use --technique last-byte"
                          .formatted(target.url())));
      case AUTO -> {
        Optional<H2Link> link = link(target, timeout, PATIENCE);
        yield link.isPresent() && link.get().maxStreams() > 1
            ? new SinglePacket(target, timeout, link.get())
            : new FallingBack(new LastByteSync(target, timeout), new Barrier(target, timeout));
      }
    };
  }

  /// An HTTP/2 connection, or empty when the target does not speak it.
  static Optional<H2Link> link(HttpTarget target, Duration timeout, Duration patience)
      throws TargetException {
    Socket socket = Sockets.open(target, timeout, List.of("h2", "http/1.1"));
    if (socket instanceof SSLSocket secured && !"h2".equals(secured.getApplicationProtocol())) {
      Sockets.close(socket);
      return Optional.empty();
    }
    try {
      return Optional.of(H2Link.open(socket, timeout, patience, Connection.MAX_ANSWER));
    } catch (IOException other) {
      Sockets.close(socket);
      return Optional.empty();
    }
  }
}
