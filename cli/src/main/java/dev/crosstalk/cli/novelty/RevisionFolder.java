package dev.crosstalk.cli.novelty;

import dev.crosstalk.drive.git.GitException;
import dev.crosstalk.drive.git.Repository;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of a commit in a folder of their own, which goes away when this is closed. What is
/// checked out stays as it is.
public final class RevisionFolder implements AutoCloseable {
  private static final long LARGEST_PYTHON = 5_000_000;
  private static final long LARGEST_OTHER = 200_000;
  private static final int AT_ONCE = 2_000;

  private final Path folder;

  private RevisionFolder(Path folder) {
    this.folder = folder;
  }

  /// Writes the sources of a commit, and the small files beside them that a scan may ask.
  public static RevisionFolder of(Repository repository, String commit)
      throws GitException, IOException {
    RevisionFolder written =
        new RevisionFolder(Files.createTempDirectory("crosstalk-revision-").toRealPath());
    try {
      List<Repository.Entry> wanted =
          repository.files(commit).values().stream()
              .filter(entry ->
                  entry.size() <= (entry.path().endsWith(".py") ? LARGEST_PYTHON : LARGEST_OTHER))
              .toList();
      for (int from = 0; from < wanted.size(); from += AT_ONCE) {
        List<Repository.Entry> some = wanted.subList(from, Math.min(wanted.size(), from + AT_ONCE));
        List<byte[]> contents = repository.contents(some);
        for (int i = 0; i < some.size(); i++) {
          written.put(some.get(i).path(), contents.get(i));
        }
      }
      return written;
    } catch (GitException | IOException | RuntimeException failure) {
      written.close();
      throw failure;
    }
  }

  private void put(String path, byte[] content) throws IOException {
    Path file = folder.resolve(path).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      return; // no honest repository holds such a name
    }
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
      Files.write(file, content);
    }
  }

  /// Where the top of the repository is now.
  public Path path() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
