package dev.crosstalk.lsp;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;

/// Files as the protocol names them.
final class Uris {
  private Uris() {}

  /// The file behind a URI; empty for one of another kind, such as an editor's unnamed buffer.
  static Optional<Path> path(String uri) {
    try {
      URI parsed = URI.create(uri);
      return "file".equals(parsed.getScheme())
          ? Optional.of(Path.of(URI.create("file://" + parsed.getRawPath())).normalize())
          : Optional.empty();
    } catch (IllegalArgumentException | FileSystemNotFoundException unusable) {
      return Optional.empty();
    }
  }
}
