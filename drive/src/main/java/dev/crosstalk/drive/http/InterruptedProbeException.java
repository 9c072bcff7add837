package dev.crosstalk.drive.http;

/// The user ended the probe.
final class InterruptedProbeException extends TargetException {
  private static final long serialVersionUID = 1L;

  InterruptedProbeException() {
    super("interrupted");
  }
}
