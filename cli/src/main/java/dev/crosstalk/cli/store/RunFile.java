package dev.crosstalk.cli.store;

import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.drive.http.Journal;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The record of one run on the disk, written line by line. When it cannot be written, one line
/// says so and the run goes on without it.
public final class RunFile implements Journal, AutoCloseable {
  /// A record stops at this size.
  static final long MOST_BYTES = 64L << 20;

  private final Shell shell;
  private final boolean quiet;
  private Optional<Writer> writer = Optional.empty();
  private Optional<String> name = Optional.empty();
  private long bytes;

  private RunFile(Shell shell, boolean quiet) {
    this.shell = shell;
    this.quiet = quiet;
  }

  /// A new record.
  ///
  /// @param quiet true to say nothing when it cannot be written
  /// @param header its first line
  public static RunFile begin(Shell shell, boolean quiet, String command, String header) {
    RunFile file = new RunFile(shell, quiet);
    try {
      Optional<RunFolder> folder = RunFolder.of(shell);
      if (folder.isEmpty()) {
        throw new IOException("neither XDG_STATE_HOME nor HOME is set");
      }
      file.open(folder.get().create(command));
      file.line(header);
    } catch (IOException | UnsupportedOperationException failure) {
      file.giveUp(failure);
    }
    return file;
  }

  /// A record that goes on.
  public static RunFile goOn(Shell shell, boolean quiet, Path path) {
    RunFile file = new RunFile(shell, quiet);
    try {
      removeCutLine(path);
      file.bytes = Files.size(path);
      file.open(path);
    } catch (IOException failure) {
      file.giveUp(failure);
    }
    return file;
  }

  /// The last line is cut off when the run before was killed while it wrote.
  private static void removeCutLine(Path path) throws IOException {
    byte[] all = Files.readAllBytes(path);
    int end = all.length;
    while (end > 0 && all[end - 1] != '\n') {
      end--;
    }
    if (end < all.length) {
      try (SeekableByteChannel channel = Files.newByteChannel(path, StandardOpenOption.WRITE)) {
        channel.truncate(end);
      }
    }
  }

  private void open(Path path) throws IOException {
    name = Optional.of(RunFolder.name(path));
    writer =
        Optional.of(
            Files.newBufferedWriter(path, StandardOpenOption.APPEND, StandardOpenOption.WRITE));
  }

  /// What the user calls the run; empty when nothing is kept.
  public Optional<String> name() {
    return name;
  }

  @Override
  public void line(String json) {
    if (writer.isEmpty()) {
      return;
    }
    bytes += json.getBytes(StandardCharsets.UTF_8).length + 1L;
    boolean full = bytes > MOST_BYTES;
    try {
      writer.get().append(full ? "{\"full\":true}" : json).append('\n').flush();
      if (full) {
        close();
      }
    } catch (IOException failure) {
      giveUp(failure);
    }
  }

  private void giveUp(Exception failure) {
    name = Optional.empty();
    if (!quiet) {
      shell.say(
          "the run is not kept for crosstalk report and --resume (%s); --no-history stops trying"
              .formatted(reason(failure)));
    }
    close();
  }

  private static String reason(Exception failure) {
    return failure instanceof AccessDeniedException
        ? "permission denied for " + failure.getMessage()
        : String.valueOf(failure.getMessage());
  }

  @Override
  public void close() {
    Optional<Writer> open = writer;
    writer = Optional.empty();
    try {
      if (open.isPresent()) {
        open.get().close();
      }
    } catch (IOException lost) {
      // Each line was flushed when it was written.
    }
  }
}
