package dev.crosstalk.drive.http;

/// Takes what a probe did, a line at a time and as it happens, so that nothing is lost when the
/// probe is cut short. Lines hold no secrets.
@FunctionalInterface
public interface Journal {
  /// Keeps nothing.
  Journal NONE = _ -> {};

  /// @param json one JSON object without a line feed
  void line(String json);
}
