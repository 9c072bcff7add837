package dev.crosstalk.cli.discovery;

import dev.crosstalk.model.Gap;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// From paths to files: the door to this package.
public final class Finder {
  private Finder() {}

  /// Looks for the Python files of the given paths.
  ///
  /// The root is the folder when one folder is given; else the working directory when everything
  /// lies below it; else the deepest folder that holds all paths.
  ///
  /// @param targets at least one
  /// @param directory the working directory
  public static Discovery find(List<Target> targets, Path directory, FileRules rules) {
    Path root = root(targets, directory);
    SortedSet<Path> program = new TreeSet<>();
    List<Gap> gaps = new ArrayList<>();
    List<String> troubles = new ArrayList<>();
    Discovery.LeftOut leftOut = Discovery.LeftOut.NOTHING;
    for (Target target : targets) {
      Path path = target.path();
      if (Files.isDirectory(path)) {
        FileFinder finder = new FileFinder(rules, root);
        finder.folder(path);
        program.addAll(finder.files());
        gaps.addAll(finder.gaps());
        leftOut = leftOut.plus(finder.leftOut());
      } else if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        troubles.add("no such file or folder: " + target.given());
      } else {
        FileFinder finder = new FileFinder(rules, root);
        finder.file(path);
        program.addAll(finder.files());
        gaps.addAll(finder.gaps());
        leftOut = leftOut.plus(finder.leftOut());
        finder.gaps().forEach(gap -> troubles.add(target.given() + ": " + gap.message()));
      }
    }
    SortedSet<Path> imported = ImportClosure.of(program, targets);
    return new Discovery(
        root,
        shown(targets, root, directory),
        List.copyOf(program),
        List.copyOf(imported),
        gaps.stream().distinct().toList(),
        troubles,
        leftOut);
  }

  /// One file whose content is given instead of read; it need not exist. What it imports is looked
  /// up on the disk.
  public static Discovery given(Target target, byte[] content, Path directory, FileRules rules) {
    List<Target> targets = List.of(target);
    Path root = root(targets, directory);
    List<Path> program = List.of(target.path());
    if (rules.forced()) {
      FileFinder finder = new FileFinder(rules, root);
      finder.file(target.path());
      program = List.copyOf(finder.files());
    }
    return new Discovery(
        root,
        shown(targets, root, directory),
        program,
        List.copyOf(ImportClosure.of(program, targets, Map.of(target.path(), content))),
        List.of(),
        List.of(),
        Discovery.LeftOut.NOTHING);
  }

  private static Path root(List<Target> targets, Path directory) {
    List<Path> folders =
        targets.stream().map(Target::path).filter(Files::isDirectory).distinct().toList();
    if (folders.size() == 1 && targets.size() == 1) {
      return folders.getFirst();
    }
    if (targets.stream().allMatch(target -> target.path().startsWith(directory))) {
      return directory;
    }
    Path common = parent(targets.getFirst().path());
    for (Target target : targets) {
      while (!target.path().startsWith(common)) {
        common = parent(common);
      }
    }
    return common;
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private static String shown(List<Target> targets, Path root, Path directory) {
    for (Target target : targets) {
      if (target.path().equals(root)) {
        return target.given();
      }
    }
    return root.equals(directory) ? "." : root.toString();
  }
}
