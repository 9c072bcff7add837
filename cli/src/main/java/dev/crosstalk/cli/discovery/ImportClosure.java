package dev.crosstalk.cli.discovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The first-party files outside the given paths that the program imports, looked up one by one in
/// the package that a path belongs to. No folder is listed for them.
///
/// It reads the beginnings of lines, not syntax: a line of a docstring that looks like an import
/// costs one look-up and nothing else, for what is found here is only offered to the front end.
final class ImportClosure {
  private static final int MOST = 20_000;

  private final Set<Path> known;
  private final SortedSet<Path> found = new TreeSet<>();
  private final Deque<Path> open = new ArrayDeque<>();
  private final Set<Path> absent = new HashSet<>();
  private final Set<Path> sourceRoots;
  private final Map<Path, byte[]> unsaved;

  private ImportClosure(Set<Path> known, Set<Path> sourceRoots, Map<Path, byte[]> unsaved) {
    this.known = known;
    this.unsaved = unsaved;
    this.sourceRoots = sourceRoots;
  }

  static SortedSet<Path> of(Collection<Path> program, List<Target> targets) {
    return of(program, targets, Map.of());
  }

  /// @param unsaved contents that stand instead of what is on the disk
  static SortedSet<Path> of(
      Collection<Path> program, List<Target> targets, Map<Path, byte[]> unsaved) {
    Set<Path> inPart = new HashSet<>();
    Set<Path> sourceRoots = new java.util.LinkedHashSet<>();
    for (Target target : targets) {
      boolean folder = Files.isDirectory(target.path());
      Path within = folder ? target.path() : target.path().getParent();
      Path outer = within == null ? null : within.getParent();
      // A folder that is a whole package, or holds whole packages, is complete in itself.
      if (within != null && (!folder || (isPackage(within) && outer != null && isPackage(outer)))) {
        sourceRoots.add(sourceRoot(within));
        inPart.add(target.path());
      }
    }
    ImportClosure closure = new ImportClosure(new HashSet<>(program), sourceRoots, unsaved);
    for (Path file : program) {
      if (inPart.stream().anyMatch(file::startsWith)) {
        closure.open.add(file);
        closure.packagesOf(file);
      }
    }
    closure.follow();
    return closure.found;
  }

  /// The folder from which `import` of a module in `folder` begins: the first one upwards that is
  /// not a package.
  private static Path sourceRoot(Path folder) {
    Path at = folder;
    while (isPackage(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  private static boolean isPackage(Path folder) {
    return Files.isRegularFile(folder.resolve("__init__.py"));
  }

  private void packagesOf(Path file) {
    for (Path at = file.getParent(); at != null && isPackage(at); at = at.getParent()) {
      add(at.resolve("__init__.py"));
    }
  }

  private void follow() {
    for (Path file = open.poll(); file != null && found.size() < MOST; file = open.poll()) {
      for (String line : lines(file)) {
        ImportLine.read(line).forEach(wanted -> lookUp(wanted));
        relative(file, line);
      }
    }
  }

  private void relative(Path file, String line) {
    ImportLine.relative(line)
        .forEach(wanted -> {
          Path folder = file.getParent();
          for (int i = 1; i < wanted.level() && folder != null; i++) {
            folder = folder.getParent();
          }
          Path within = folder;
          if (within != null && sourceRoots.stream().anyMatch(within::startsWith)) {
            offer(within, wanted.names());
          }
        });
  }

  private void lookUp(List<String> names) {
    for (Path root : sourceRoots) {
      offer(root, names);
      Path parent = root.getParent();
      // A folder without __init__.py is a package, too, when its parent is where imports begin.
      if (parent != null && !names.isEmpty() && root.endsWith(names.getFirst())) {
        offer(parent, names);
      }
    }
  }

  /// Offers the module, its packages, and what a name imported from it may be.
  private void offer(Path root, List<String> names) {
    Path at = root;
    for (String name : names) {
      Path parent = at;
      Path module = parent.resolve(name + ".py");
      at = parent.resolve(name);
      add(module);
      add(at.resolve("__init__.py"));
    }
    if (names.isEmpty()) {
      add(at.resolve("__init__.py"));
    }
  }

  private void add(Path file) {
    if (known.contains(file) || found.contains(file) || absent.contains(file)) {
      return;
    }
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && size(file) <= FileFinder.LARGEST) {
      found.add(file);
      open.add(file);
    } else {
      absent.add(file);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      return Long.MAX_VALUE;
    }
  }

  private List<String> lines(Path file) {
    byte[] given = unsaved.get(file);
    try {
      // Latin-1 never fails, and the words of interest are ASCII or simply not found.
      return ImportLine.in(
          new String(
              given == null ? Files.readAllBytes(file) : given, StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
