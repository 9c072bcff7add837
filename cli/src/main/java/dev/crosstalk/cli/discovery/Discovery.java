package dev.crosstalk.cli.discovery;

import dev.crosstalk.model.Gap;
import java.nio.file.Path;
import java.util.List;

/// What was found under the given paths.
///
/// @param root paths of the report are relative to it, absolute
/// @param shownRoot the root as the user would write it
/// @param program the files that are judged, sorted
/// @param imported first-party files outside `program` that it may import, sorted
/// @param gaps files and folders that could not be looked at
/// @param troubles one line for each path that cannot be judged at all
/// @param leftOut what was left out on purpose
public record Discovery(
    Path root,
    String shownRoot,
    List<Path> program,
    List<Path> imported,
    List<Gap> gaps,
    List<String> troubles,
    LeftOut leftOut) {

  public Discovery {
    program = List.copyOf(program);
    imported = List.copyOf(imported);
    gaps = List.copyOf(gaps);
    troubles = List.copyOf(troubles);
  }

  /// How many files or folders were left out, by reason. What lies inside a folder is not counted.
  public record LeftOut(int tests, int excluded, int ignored, int links) {
    static final LeftOut NOTHING = new LeftOut(0, 0, 0, 0);

    LeftOut plus(LeftOut other) {
      return new LeftOut(
          tests + other.tests,
          excluded + other.excluded,
          ignored + other.ignored,
          links + other.links);
    }

    /// One phrase, empty when nothing was left out.
    public String phrase() {
      List<String> parts = new java.util.ArrayList<>();
      add(parts, tests, "tests", "--include-tests");
      add(parts, excluded, "excluded by name", "--exclude");
      add(parts, ignored, "in .gitignore", "--no-respect-gitignore");
      add(parts, links, "links to folders", "");
      return String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String what, String option) {
      if (count > 0) {
        parts.add("%s: %d%s".formatted(what, count, option.isEmpty() ? "" : " (" + option + ")"));
      }
    }
  }
}
