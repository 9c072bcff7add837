package dev.crosstalk.cli.course;

import dev.crosstalk.model.Finding;
import dev.crosstalk.model.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a scan found in the course beside what it had to find.
///
/// @param rows one for each application, in the order of the course
public record Scoreboard(List<Row> rows) {

  public Scoreboard {
    rows = List.copyOf(rows);
  }

  /// One application.
  ///
  /// @param expected codes that had to be found, each at its line
  /// @param found codes that were found
  /// @param later codes that a later version will find
  /// @param asExpected whether the same places were found, no more and no fewer
  public record Row(
      Course.Scene scene,
      Course.App app,
      Set<String> expected,
      Set<String> found,
      Set<String> later,
      boolean asExpected) {}

  /// Compares findings with the course.
  ///
  /// @param findings with paths relative to the course
  public static Scoreboard of(Course course, List<Finding> findings) {
    List<Row> rows = new ArrayList<>();
    for (Course.Scene scene : course.scenes()) {
      for (Course.App app : scene.apps()) {
        Set<String> wanted = places(app.expect());
        Set<String> later = places(app.later());
        Set<String> seen = new TreeSet<>();
        Set<String> codes = new TreeSet<>();
        for (Finding finding : findings) {
          if (finding.place() instanceof Place.Source place
              && place.path().startsWith(app.path() + "/")) {
            codes.add(finding.rule().code());
            String at = place(finding.rule().code(), place.path(), place.line());
            // What is promised for later may already come.
            if (!later.contains(at)) {
              seen.add(at);
            }
          }
        }
        rows.add(
            new Row(
                scene, app, codes(app.expect()), codes, codes(app.later()), seen.equals(wanted)));
      }
    }
    return new Scoreboard(rows);
  }

  private static Set<String> places(List<Course.Expected> expected) {
    Set<String> places = new TreeSet<>();
    expected.forEach(one -> places.add(place(one.code(), one.file(), one.line())));
    return places;
  }

  private static String place(String code, String path, int line) {
    return code + " " + path + ":" + line;
  }

  private static Set<String> codes(List<Course.Expected> expected) {
    Set<String> codes = new TreeSet<>();
    expected.forEach(one -> codes.add(one.code()));
    return codes;
  }
}
