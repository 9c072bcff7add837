package dev.crosstalk.python;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Looks for what files of a project say: in a folder, then in those above it, up to the
/// repository's.
final class Upwards {
  private static final int FARTHEST = 4;

  private Upwards() {}

  /// The first answer of `asked`, nearest folder first.
  static <T> Optional<T> find(Path root, Function<Path, Optional<T>> asked) {
    @Nullable Path folder = root;
    for (int i = 0; i < FARTHEST && folder != null; i++) {
      Optional<T> found = asked.apply(folder);
      if (found.isPresent() || Files.exists(folder.resolve(".git"))) {
        return found;
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }
}
