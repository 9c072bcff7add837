package dev.crosstalk.drive.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// Opens connections to a target's checked address, with `TCP_NODELAY` and timeouts.
final class Sockets {
  private Sockets() {}

  /// Opens a connection.
  ///
  /// @param protocols for ALPN, best first; empty for none
  /// @throws TargetException with one line for the user
  static Socket open(HttpTarget target, Duration timeout, List<String> protocols)
      throws TargetException {
    int millis = Math.toIntExact(timeout.toMillis());
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.setSoTimeout(millis);
      plain.connect(new InetSocketAddress(target.address(), target.port()), millis);
      return target.tls() ? secured(plain, target, protocols) : plain;
    } catch (ConnectException refused) {
      close(plain);
      throw new TargetException(
          "nothing answers at %s; is the service running?".formatted(target.url()), refused);
    } catch (SocketTimeoutException slow) {
      close(plain);
      throw new TargetException(
          "%s did not accept a connection within %d s".formatted(target.url(), timeout.toSeconds()),
          slow);
    } catch (SSLException insecure) {
      close(plain);
      throw new TargetException(CertificateTrouble.line(target, insecure), insecure);
    } catch (IOException failure) {
      close(plain);
      throw new TargetException(
          "cannot connect to %s (%s)".formatted(target.url(), reason(failure)), failure);
    }
  }

  private static Socket secured(Socket plain, HttpTarget target, List<String> protocols)
      throws IOException {
    SSLContext context = target.trustAll() ? trustAll() : defaultContext();
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, target.host(), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    if (!target.trustAll()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (!target.host().matches("[0-9.]+|.*:.*")) {
      parameters.setServerNames(List.of(new SNIHostName(target.host())));
    }
    if (!protocols.isEmpty()) {
      parameters.setApplicationProtocols(protocols.toArray(String[]::new));
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static SSLContext defaultContext() throws IOException {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException missing) {
      throw new IOException(missing);
    }
  }

  private static SSLContext trustAll() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anyone()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException missing) {
      throw new IOException(missing);
    }
  }

  /// Used only when the user asked for `--insecure`.
  private static final class Anyone implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.replaceAll("\\p{Cntrl}+", " ");
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closing) {
      // It is of no use any more either way.
    }
  }
}
