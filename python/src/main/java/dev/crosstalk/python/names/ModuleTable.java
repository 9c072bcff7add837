package dev.crosstalk.python.names;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds modules by the dotted name that an import uses, without knowing `sys.path`.
///
/// Every file answers to each suffix of its path that starts below a directory which is no package
/// (`backend/src/app/db.py` is `app.db` when `src` holds no `__init__.py`). Of several files with
/// one name the one that shares the longest directory prefix with the importing file wins: that is
/// the right one for src layouts and for several roots in one repository.
public final class ModuleTable {
  private final Map<String, SourceModule> byPath = new LinkedHashMap<>();
  private final Map<String, List<SourceModule>> byName = new HashMap<>();

  /// @param modules sorted by path
  public ModuleTable(Collection<SourceModule> modules) {
    Set<String> packages = new HashSet<>();
    for (SourceModule module : modules) {
      byPath.put(module.path(), module);
      if (module.isPackage()) {
        packages.add(directory(module.path()));
      }
    }
    for (SourceModule module : modules) {
      String dotted = dottedPath(module.path());
      int from = 0;
      while (from <= dotted.length() && !dotted.isEmpty()) {
        String above = from == 0 ? "" : module.path().substring(0, from - 1);
        if (!packages.contains(above)) {
          byName.computeIfAbsent(dotted.substring(from), _ -> new ArrayList<>(1)).add(module);
        }
        int dot = dotted.indexOf('.', from);
        if (dot < 0) {
          break;
        }
        from = dot + 1;
      }
    }
  }

  public Collection<SourceModule> modules() {
    return byPath.values();
  }

  /// The module that `import dotted` in `importer` means, or null.
  public @Nullable SourceModule find(String dotted, SourceModule importer) {
    List<SourceModule> candidates = byName.get(dotted);
    if (candidates == null) {
      return null;
    }
    boolean foreign = KnownPackages.isKnown(head(dotted));
    SourceModule best = null;
    int bestScore = -1;
    for (SourceModule candidate : candidates) {
      if (foreign && !plausible(candidate, dotted, importer)) {
        continue;
      }
      int score = sharedDirectories(candidate.path(), importer.path()) * 64;
      // nearer to the top wins among equals: less is assumed about the search path
      score += 63 - Math.min(63, (int) candidate.path().chars().filter(c -> c == '/').count());
      if (score > bestScore) {
        bestScore = score;
        best = candidate;
      }
    }
    return best;
  }

  /// A file named like a well-known library is meant only when it lies at the top of the tree, or
  /// is a directory with code that the importer itself is part of.
  private static boolean plausible(SourceModule candidate, String dotted, SourceModule importer) {
    String own = dottedPath(candidate.path());
    if (own.equals(dotted)) {
      return candidate.isPackage() || dotted.indexOf('.') > 0;
    }
    String root = own.substring(0, own.length() - dotted.length());
    return dottedPath(importer.path()).startsWith(root + head(dotted) + ".");
  }

  /// The module that a relative import in `importer` means, or null.
  public @Nullable SourceModule findRelative(String dotted, int level, SourceModule importer) {
    String directory = directory(importer.path());
    for (int i = 1; i < level; i++) {
      if (directory.isEmpty()) {
        return null;
      }
      directory = directory(directory);
    }
    String base = directory.isEmpty() ? "" : directory + "/";
    if (dotted.isEmpty()) {
      return byPath.get(base + "__init__.py");
    }
    String path = base + dotted.replace('.', '/');
    SourceModule file = byPath.get(path + ".py");
    return file != null ? file : byPath.get(path + "/__init__.py");
  }

  /// The submodule `name` of a package, or null.
  public @Nullable SourceModule submodule(SourceModule parent, String name) {
    if (!parent.isPackage()) {
      return null;
    }
    String base = directory(parent.path());
    String path = base.isEmpty() ? name : base + "/" + name;
    SourceModule file = byPath.get(path + ".py");
    return file != null ? file : byPath.get(path + "/__init__.py");
  }

  /// The submodule of a directory without `__init__.py`, found by its dotted name, or null.
  @Nullable SourceModule relativeSubmodule(
      String dotted, int level, String name, SourceModule importer) {
    return findRelative(dotted.isEmpty() ? name : dotted + "." + name, level, importer);
  }

  /// True when some file lies below a directory that `import dotted` could mean.
  boolean hasPrefix(String dotted, SourceModule importer) {
    return byName.containsKey(dotted) && find(dotted, importer) != null;
  }

  /// Dotted form of a path: `a/b/c.py` is `a.b.c`, `a/b/__init__.py` is `a.b`.
  public static String dottedPath(String path) {
    String stem = path.endsWith(".py") ? path.substring(0, path.length() - 3) : path;
    if (stem.equals("__init__")) {
      return "";
    }
    if (stem.endsWith("/__init__")) {
      stem = stem.substring(0, stem.length() - "/__init__".length());
    }
    return stem.replace('/', '.');
  }

  /// All modules sorted by path; for reproducible iteration.
  public List<SourceModule> sorted() {
    return byPath.values().stream()
        .sorted((left, right) -> left.path().compareTo(right.path()))
        .toList();
  }

  private static String head(String dotted) {
    int dot = dotted.indexOf('.');
    return dot < 0 ? dotted : dotted.substring(0, dot);
  }

  private static String directory(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  private static int sharedDirectories(String left, String right) {
    int shared = 0;
    int limit = Math.min(left.length(), right.length());
    for (int i = 0; i < limit && left.charAt(i) == right.charAt(i); i++) {
      if (left.charAt(i) == '/') {
        shared++;
      }
    }
    return shared;
  }
}
