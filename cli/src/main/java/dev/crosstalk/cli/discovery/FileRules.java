package dev.crosstalk.cli.discovery;

import java.util.List;
import java.util.Optional;

/// What is left out of a folder that is scanned. A file that the user names is judged all the same,
/// unless `forced`.
///
/// @param exclude replaces {@link #DEFAULT_EXCLUDE}
/// @param extendExclude is left out in addition
/// @param includeTests whether tests are judged
/// @param gitignore whether `.gitignore` is respected
/// @param forced whether what is named on the command line can be left out, too
public record FileRules(
    Optional<List<String>> exclude,
    List<String> extendExclude,
    boolean includeTests,
    boolean gitignore,
    boolean forced) {

  /// Folders that hold no code of the service: vendored code, build output, caches, environments,
  /// migrations. Patterns are those of gitignore(5), relative to the PATH.
  public static final List<String> DEFAULT_EXCLUDE =
      List.of(
          ".*/",
          "__pycache__/",
          "__pypackages__/",
          "venv/",
          "virtualenv/",
          "site-packages/",
          "node_modules/",
          "vendor/",
          "_vendor/",
          "vendored/",
          "third_party/",
          "build/",
          "dist/",
          "*.egg-info/",
          "migrations/",
          "alembic/versions/");

  /// How tests are told by their names.
  public static final List<String> TESTS =
      List.of("tests/", "test/", "test_*.py", "*_test.py", "conftest.py");

  public FileRules {
    exclude = exclude.map(List::copyOf);
    extendExclude = List.copyOf(extendExclude);
  }

  /// The rules when nothing is asked for.
  public static FileRules defaults() {
    return new FileRules(Optional.empty(), List.of(), false, true, false);
  }

  IgnoreFile excluded() {
    List<String> patterns = new java.util.ArrayList<>(exclude.orElse(DEFAULT_EXCLUDE));
    patterns.addAll(extendExclude);
    return IgnoreFile.of(patterns);
  }

  IgnoreFile tests() {
    return IgnoreFile.of(includeTests ? List.of() : TESTS);
  }
}
