package dev.crosstalk.cli.course;

import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.document.Toml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads `course.toml`.
public final class CourseFile {
  static final String NAME = "course.toml";

  private CourseFile() {}

  /// The course in a folder.
  ///
  /// @throws DocumentException when a part is missing or of the wrong kind; the message names it
  public static Course read(Path folder) throws IOException, DocumentException {
    Map<String, Object> top = Toml.parse(Files.readString(folder.resolve(NAME)));
    List<Course.Scene> scenes = new ArrayList<>();
    for (Map<?, ?> scene : tables(top, "scene")) {
      List<Course.App> apps = new ArrayList<>();
      for (Map<?, ?> app : tables(scene, "app")) {
        String path = text(app, "path");
        apps.add(
            new Course.App(
                text(app, "kind"),
                path,
                expected(app, "expect", path),
                expected(app, "later", path)));
      }
      scenes.add(
          new Course.Scene(
              number(scene, "number"), text(scene, "title"), text(scene, "happens"), apps));
    }
    return new Course(folder, scenes);
  }

  private static List<Course.Expected> expected(Map<?, ?> app, String key, String path)
      throws DocumentException {
    List<Course.Expected> expected = new ArrayList<>();
    for (Map<?, ?> entry : tables(app, key)) {
      expected.add(
          new Course.Expected(
              text(entry, "code"), path + "/" + text(entry, "file"), number(entry, "line")));
    }
    return expected;
  }

  private static List<Map<?, ?>> tables(Map<?, ?> table, String key) throws DocumentException {
    List<Map<?, ?>> tables = new ArrayList<>();
    if (table.get(key) == null) {
      return tables;
    }
    if (table.get(key) instanceof List<?> items) {
      for (Object item : items) {
        if (!(item instanceof Map<?, ?> entry)) {
          throw wrong(key);
        }
        tables.add(entry);
      }
      return tables;
    }
    throw wrong(key);
  }

  private static String text(Map<?, ?> table, String key) throws DocumentException {
    if (table.get(key) instanceof String text) {
      return text;
    }
    throw wrong(key);
  }

  private static int number(Map<?, ?> table, String key) throws DocumentException {
    if (table.get(key) instanceof Number number) {
      return number.intValue();
    }
    throw wrong(key);
  }

  private static DocumentException wrong(String key) {
    return new DocumentException("%s: '%s' is missing or of the wrong kind".formatted(NAME, key));
  }
}
