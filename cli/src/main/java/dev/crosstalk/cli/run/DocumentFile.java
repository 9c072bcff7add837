package dev.crosstalk.cli.run;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes a document to a file so that a reader sees the old content or the new one, never a part.
public final class DocumentFile {

  /// Writes the content.
  @FunctionalInterface
  public interface Content {
    void writeTo(Appendable out) throws IOException;
  }

  /// Fills a file.
  @FunctionalInterface
  private interface Bytes {
    void writeTo(Path file) throws IOException;
  }

  private DocumentFile() {}

  /// Writes a file in UTF-8. A link is followed; a device or pipe is written in place.
  ///
  /// @throws IOException when it cannot be written; what stood there before is unchanged then
  public static void write(Path file, Content content) throws IOException {
    replace(file, utf8(content));
  }

  /// Writes a file as these bytes, with the same promises.
  ///
  /// @throws IOException when it cannot be written; what stood there before is unchanged then
  public static void write(Path file, byte[] content) throws IOException {
    replace(file, draft -> Files.write(draft, content));
  }

  private static void replace(Path file, Bytes content) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file;
    if (Files.isDirectory(target)) {
      throw new IOException("it is a folder");
    }
    if (Files.exists(target) && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      content.writeTo(target);
      return;
    }
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    Path draft = Files.createTempFile(folder, ".crosstalk-", ".part");
    try {
      draft.toFile().deleteOnExit(); // when the user interrupts
      content.writeTo(draft);
      readableAsUsual(draft, target);
      move(draft, target);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static Bytes utf8(Content content) {
    return file -> {
      try (Writer out =
          new BufferedWriter(
              new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8))) {
        content.writeTo(out);
      }
    };
  }

  /// A temporary file is private to its owner; a report need not be.
  private static void readableAsUsual(Path draft, Path target) throws IOException {
    try {
      Files.setPosixFilePermissions(
          draft,
          Files.exists(target)
              ? Files.getPosixFilePermissions(target)
              : java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    } catch (UnsupportedOperationException notPosix) {
      // the file system has its own idea of permissions
    }
  }

  private static void move(Path draft, Path target) throws IOException {
    try {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException notHere) {
      Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
