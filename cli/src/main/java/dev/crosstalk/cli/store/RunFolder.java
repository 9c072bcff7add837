package dev.crosstalk.cli.store;

import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.openapi.document.DocumentException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder that keeps what runs did, one file a run. Only the newest stay.
public final class RunFolder {
  /// So many runs are kept.
  static final int MOST_RUNS = 50;

  /// And so many bytes of them together.
  static final long MOST_BYTES = 512L << 20;

  private static final String ENDING = ".jsonl";
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /// The user's folder: `$XDG_STATE_HOME/crosstalk/runs`, else below `~/.local/state`. Empty when
  /// the environment names no home.
  public static Optional<RunFolder> of(Shell shell) {
    return shell
        .variable("XDG_STATE_HOME")
        .filter(name -> name.startsWith("/"))
        .or(() ->
            shell
                .variable("HOME")
                .filter(name -> name.startsWith("/"))
                .map(home -> home + "/.local/state"))
        .map(state -> new RunFolder(shell.resolve(state).resolve("crosstalk").resolve("runs")));
  }

  public Path path() {
    return folder;
  }

  /// A new, empty file that only its owner reads. The oldest runs go to make room.
  ///
  /// @throws IOException when the folder cannot be written
  Path create(String command) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    prune();
    String name =
        "%s-%s-%04x%s"
            .formatted(
                command,
                STAMP.format(ZonedDateTime.now(java.time.ZoneId.systemDefault())),
                new SecureRandom().nextInt(0x10000),
                ENDING);
    return Files.createFile(
        folder.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private void prune() throws IOException {
    List<Path> runs = runs();
    long bytes = 0;
    for (int i = 0; i < runs.size(); i++) {
      bytes += Files.size(runs.get(i));
      if (i >= MOST_RUNS - 1 || bytes > MOST_BYTES) {
        Files.deleteIfExists(runs.get(i));
      }
    }
  }

  /// The files of the runs, newest first.
  ///
  /// @throws IOException when the folder cannot be read
  public List<Path> runs() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    record Dated(Path file, long changed) {}
    List<Dated> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(ENDING) && Files.isRegularFile(file)) {
          found.add(new Dated(file, Files.getLastModifiedTime(file).toMillis()));
        }
      }
    }
    return found.stream()
        .sorted(
            Comparator.comparingLong(Dated::changed)
                .reversed()
                .thenComparing(one -> one.file().toString(), Comparator.reverseOrder()))
        .map(Dated::file)
        .toList();
  }

  /// The file of a run by its name or the beginning of it.
  ///
  /// @throws DocumentException with one line when there is none, or more than one
  public Path find(String name) throws DocumentException {
    List<Path> fitting;
    try {
      fitting = runs().stream().filter(file -> name(file).startsWith(name)).toList();
    } catch (IOException unreadable) {
      throw new DocumentException("cannot read %s".formatted(folder), unreadable);
    }
    for (Path file : fitting) {
      if (name(file).equals(name)) {
        return file;
      }
    }
    if (fitting.size() != 1) {
      throw new DocumentException(
          fitting.isEmpty()
              ? "there is no run `%s`; crosstalk report lists those that are kept".formatted(name)
              : "%d runs begin with `%s`; crosstalk report lists them"
                  .formatted(fitting.size(), name));
    }
    return fitting.getFirst();
  }

  /// What a user calls a run.
  public static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
  }

  /// The lines of a run.
  ///
  /// @throws DocumentException with one line when it cannot be read
  public static List<String> lines(Path file) throws DocumentException {
    try {
      if (Files.size(file) > RunFile.MOST_BYTES * 2) {
        throw new DocumentException("%s is too large for a record of a run".formatted(file));
      }
      List<String> lines = new ArrayList<>();
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          lines.add(line);
        }
      }
      return lines;
    } catch (MalformedInputException notText) {
      throw new DocumentException("%s is no record of a run".formatted(file), notText);
    } catch (IOException unreadable) {
      throw new DocumentException(String.format(Locale.ROOT, "cannot read %s", file), unreadable);
    }
  }
}
