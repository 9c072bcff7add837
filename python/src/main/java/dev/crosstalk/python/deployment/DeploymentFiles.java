package dev.crosstalk.python.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds files beside a program that may start it: in its folders, in those above it up to the
/// repository, and in folders of theirs that usually hold such files. Bounded in number and size.
final class DeploymentFiles {
  static final int LARGEST = 1 << 18;
  private static final int MOST_FOLDERS = 400;
  private static final int MOST_ENTRIES = 2000;
  private static final int MOST_FILES = 200;
  private static final int FARTHEST = 4;
  private static final Pattern NAMES =
      Pattern.compile(
          "(?i)(?:.*\\.)?(?:dockerfile|containerfile)(?:[.-].*)?|procfile|.*compose.*\\.ya?ml|.*\\.(?:sh|service)|render\\.ya?ml|fly\\.toml|railway\\.(?:toml|json)|gunicorn.*\\.py");
  private static final Set<String> SUBFOLDERS =
      Set.of("docker", "deploy", "deployment", "deployments", "scripts", "bin", "infra", "ops");

  private DeploymentFiles() {}

  /// Files whose name says that they may start something, sorted.
  ///
  /// @param paths those of the program, relative to `base`
  static Collection<Path> near(Path base, Collection<String> paths) {
    Set<Path> folders = new LinkedHashSet<>();
    @Nullable Path above = base;
    for (int i = 0; i < FARTHEST && above != null; i++) {
      folders.add(above);
      if (Files.exists(above.resolve(".git"))) {
        break;
      }
      above = above.getParent();
    }
    for (String path : paths) {
      int slash = path.indexOf('/');
      for (int depth = 0; slash > 0 && depth < FARTHEST && folders.size() < MOST_FOLDERS; depth++) {
        folders.add(base.resolve(path.substring(0, slash)));
        slash = path.indexOf('/', slash + 1);
      }
    }
    Set<Path> found = new TreeSet<>();
    for (Path folder : folders) {
      list(folder, found, true);
    }
    return found;
  }

  private static void list(Path folder, Set<Path> found, boolean deeper) {
    int seen = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (++seen > MOST_ENTRIES || found.size() >= MOST_FILES) {
          return;
        }
        String name = String.valueOf(entry.getFileName());
        if (NAMES.matcher(name).matches() && Files.isRegularFile(entry)) {
          found.add(entry);
        } else if (deeper
            && SUBFOLDERS.contains(name.toLowerCase(Locale.ROOT))
            && Files.isDirectory(entry)) {
          list(entry, found, false);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      // what cannot be listed proves nothing
    }
  }

  /// The text of a file of usual size.
  static Optional<String> text(Path file) {
    try {
      return Files.size(file) > LARGEST
          ? Optional.empty()
          : Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
