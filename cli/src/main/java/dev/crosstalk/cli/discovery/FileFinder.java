package dev.crosstalk.cli.discovery;

import dev.crosstalk.model.Gap;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/// Finds Python files. Symbolic links to folders are not followed, so there is no way round in
/// circles and none out of the project.
final class FileFinder {
  /// A source file beyond this is data or generated; nobody races in it.
  static final long LARGEST = 5_000_000;

  private static final int DEEPEST = 256;

  private final FileRules rules;
  private final Path root;
  private final IgnoreFile excluded;
  private final IgnoreFile tests;
  private final SortedSet<Path> files = new TreeSet<>();
  private final List<Gap> gaps = new ArrayList<>();
  private int testCount;
  private int excludedCount;
  private int ignoredCount;
  private int linkCount;

  FileFinder(FileRules rules, Path root) {
    this.rules = rules;
    this.root = root;
    this.excluded = rules.excluded();
    this.tests = rules.tests();
  }

  /// Everything below a folder.
  void folder(Path folder) {
    walk(
        folder, new ArrayList<>(), rules.gitignore() ? IgnoreRules.at(folder) : IgnoreRules.none());
  }

  /// A file that the user named; with `--force-exclude` its way from the root decides.
  void file(Path file) {
    if (rules.forced() && isLeftOutByName(file)) {
      return;
    }
    accept(file);
  }

  SortedSet<Path> files() {
    return files;
  }

  List<Gap> gaps() {
    return gaps;
  }

  Discovery.LeftOut leftOut() {
    return new Discovery.LeftOut(testCount, excludedCount, ignoredCount, linkCount);
  }

  private boolean isLeftOutByName(Path file) {
    List<String> way = new ArrayList<>();
    Path relative = file.startsWith(root) ? root.relativize(file) : file.getFileName();
    for (Path name : relative) {
      way.add(name.toString());
      boolean folder = way.size() < relative.getNameCount();
      if (leftOut(way, folder)) {
        return true;
      }
    }
    Path parent = file.getParent();
    return rules.gitignore()
        && parent != null
        && IgnoreRules.at(parent).ignores(way.getLast(), false);
  }

  private boolean leftOut(List<String> way, boolean folder) {
    if (excluded.decide(way, folder).orElse(false)) {
      excludedCount++;
      return true;
    }
    if (tests.decide(way, folder).orElse(false)) {
      testCount++;
      return true;
    }
    return false;
  }

  private void walk(Path folder, List<String> way, IgnoreRules ignore) {
    if (way.size() > DEEPEST) {
      gap(folder, Gap.Kind.LIMIT, "folders nested deeper than %d were not read".formatted(DEEPEST));
      return;
    }
    if (!way.isEmpty() && isEnvironment(folder)) {
      excludedCount++;
      return;
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException unreadable) {
      gap(folder, Gap.Kind.UNREADABLE, "the folder cannot be read; nothing in it was judged");
    }
    for (Path entry : entries) {
      entry(entry, way, ignore);
    }
  }

  private void entry(Path entry, List<String> way, IgnoreRules ignore) {
    String name = String.valueOf(entry.getFileName());
    boolean python = name.endsWith(".py");
    if (!python && hasPlainExtension(name)) {
      return; // saves a look at the disk for most files; a folder of such a name holds no package
    }
    Optional<BasicFileAttributes> attributes = attributes(entry, LinkOption.NOFOLLOW_LINKS);
    boolean folder = attributes.filter(BasicFileAttributes::isDirectory).isPresent();
    boolean link = attributes.filter(BasicFileAttributes::isSymbolicLink).isPresent();
    if (!folder && !python && !link) {
      return;
    }
    if (link && !python) {
      linkCount += Files.isDirectory(entry) ? 1 : 0;
      return;
    }
    List<String> inner = new ArrayList<>(way);
    inner.add(name);
    if (leftOut(inner, folder)) {
      return;
    }
    if (ignore.ignores(name, folder)) {
      ignoredCount++;
      return;
    }
    if (folder) {
      walk(entry, inner, rules.gitignore() ? ignore.below(entry) : ignore);
    } else if (link && Files.isDirectory(entry)) {
      linkCount++;
    } else {
      accept(entry);
    }
  }

  private static boolean hasPlainExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && switch (name.substring(dot + 1)) {
          case "pyc",
              "pyi",
              "md",
              "txt",
              "json",
              "html",
              "css",
              "js",
              "ts",
              "tsx",
              "svg",
              "png",
              "jpg",
              "yml",
              "yaml",
              "toml",
              "lock",
              "sql",
              "csv",
              "rst",
              "po",
              "mo" ->
              true;
          default -> false;
        };
  }

  /// A virtual environment is told by its `pyvenv.cfg`, a conda environment by `conda-meta`.
  private static boolean isEnvironment(Path folder) {
    return Files.exists(folder.resolve("pyvenv.cfg")) || Files.exists(folder.resolve("conda-meta"));
  }

  private void accept(Path file) {
    Optional<BasicFileAttributes> attributes = attributes(file);
    if (attributes.isEmpty()) {
      gap(file, Gap.Kind.UNREADABLE, "the file cannot be read: a broken or circular link");
    } else if (!attributes.get().isRegularFile()) {
      gap(file, Gap.Kind.UNREADABLE, "not a regular file, so it was not read");
    } else if (attributes.get().size() > LARGEST) {
      gap(
          file,
          Gap.Kind.LIMIT,
          "the file has %d MB, more than the %d MB that are read; split it or exclude it"
              .formatted(attributes.get().size() / 1_000_000, LARGEST / 1_000_000));
    } else {
      files.add(file);
    }
  }

  private static Optional<BasicFileAttributes> attributes(Path path, LinkOption... options) {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, options));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private void gap(Path path, Gap.Kind kind, String message) {
    gaps.add(
        new Gap(
            kind,
            Optional.of(Paths.relative(root, path)),
            OptionalInt.empty(),
            Optional.empty(),
            message));
  }
}
