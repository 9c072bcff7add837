package dev.crosstalk.drive.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/// A service at an address that was resolved once and checked. Every connection goes to that very
/// address, so that a name cannot change its meaning later.
///
/// @param host as the user wrote it, for `Host` and TLS
/// @param basePath without a slash at its end; empty for a service at the root
/// @param trustAll true when an invalid certificate is accepted
public record HttpTarget(
    boolean tls, String host, int port, InetAddress address, String basePath, boolean trustAll) {

  /// A URL split into the service and what to fetch from it.
  public record Parts(HttpTarget target, String pathAndQuery) {}

  /// Reads the URL of a service; its path is the base of all requests.
  ///
  /// @param allowedHosts hosts beside loopback that the user allowed by name
  /// @throws TargetException when it is no http URL, does not resolve, or is not allowed
  public static HttpTarget of(String url, Set<String> allowedHosts, boolean trustAll)
      throws TargetException {
    Parts parts = split(url, allowedHosts, trustAll);
    String base = parts.pathAndQuery().replaceAll("\\?.*$", "").replaceAll("/+$", "");
    HttpTarget root = parts.target();
    return new HttpTarget(root.tls, root.host, root.port, root.address, base, trustAll);
  }

  /// Reads the URL of a document.
  ///
  /// @throws TargetException when it is no http URL, does not resolve, or is not allowed
  public static Parts split(String url, Set<String> allowedHosts, boolean trustAll)
      throws TargetException {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException broken) {
      throw new TargetException("not a URL: " + url, broken);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
      throw new TargetException(
          "not a URL that can be used: %s (write http://127.0.0.1:8000)".formatted(url));
    }
    if (uri.getUserInfo() != null) {
      throw new TargetException("credentials do not belong into the URL; use an identities file");
    }
    boolean tls = scheme.equals("https");
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    String host = uri.getHost().replaceAll("^\\[|]$", "");
    InetAddress address = resolve(host, allowedHosts);
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new Parts(new HttpTarget(tls, host, port, address, "", trustAll), path + query);
  }

  private static InetAddress resolve(String host, Set<String> allowedHosts) throws TargetException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException unknown) {
      throw new TargetException("the host %s is not known".formatted(host), unknown);
    }
    for (InetAddress address : addresses) {
      if (address.isLoopbackAddress()) {
        return address;
      }
    }
    if (allowedHosts.contains(host)) {
      return addresses[0];
    }
    throw new TargetException(
        "%s is not this machine (%s); requests there can do harm. If it is yours to test, add --allow-host %s"
            .formatted(host, addresses[0].getHostAddress(), host));
  }

  /// What goes into `Host` and `:authority`.
  public String authority() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    boolean usual = port == (tls ? 443 : 80);
    return usual ? name : name + ":" + port;
  }

  /// The address that every connection goes to, as text.
  public String addressText() {
    return address.getHostAddress();
  }

  /// As people write it.
  public String url() {
    return (tls ? "https://" : "http://") + authority() + basePath;
  }
}
