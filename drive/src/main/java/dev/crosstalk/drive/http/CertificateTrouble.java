package dev.crosstalk.drive.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Says in one line why a TLS connection was not made, and what to do.
final class CertificateTrouble {
  private static final String TRUST =
      "; if this is your own test service, --insecure accepts any certificate of it";

  private CertificateTrouble() {}

  static String line(HttpTarget target, SSLException failure) {
    String words = String.valueOf(failure.getMessage());
    if (words.contains("Unsupported or unrecognized SSL message")) {
      return "%s does not speak TLS; is it http:// instead?".formatted(target.url());
    }
    return target.url() + ": " + reason(failure);
  }

  private static String reason(SSLException failure) {
    if (causedBy(failure, CertificateExpiredException.class)) {
      return "the certificate has expired" + TRUST;
    }
    if (causedBy(failure, CertificateNotYetValidException.class)) {
      return "the certificate is not valid yet; is the clock right?" + TRUST;
    }
    if (causedBy(failure, CertPathBuilderException.class)
        || causedBy(failure, CertPathValidatorException.class)) {
      return "nobody this machine trusts has signed the certificate" + TRUST;
    }
    String words = String.valueOf(failure.getMessage());
    if (words.contains("No subject alternative") || words.contains("No name matching")) {
      return "the certificate is for another name" + TRUST;
    }
    return "no TLS connection (%s)".formatted(Sockets.reason(failure));
  }

  private static boolean causedBy(Throwable failure, Class<? extends Exception> kind) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 10; depth++) {
      if (kind.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
