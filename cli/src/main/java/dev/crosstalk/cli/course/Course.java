package dev.crosstalk.cli.course;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The demo course as `course.toml` describes it.
///
/// @param folder where `course.toml` lies; paths of the course are relative to it
/// @param scenes in the order to read them
public record Course(Path folder, List<Scene> scenes) {

  public Course {
    scenes = List.copyOf(scenes);
  }

  /// One story with its applications.
  public record Scene(int number, String title, String happens, List<App> apps) {
    public Scene {
      apps = List.copyOf(apps);
    }
  }

  /// One application of a scene.
  ///
  /// @param kind `vulnerable`, `repaired` or `safe`
  /// @param path its folder, relative to the course
  /// @param expect what a scan reports now
  /// @param later what the rules of a later version will report
  public record App(String kind, String path, List<Expected> expect, List<Expected> later) {
    public App {
      expect = List.copyOf(expect);
      later = List.copyOf(later);
    }

    /// The last part of the path, by which people tell the twins apart.
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /// A finding that must be there.
  ///
  /// @param file relative to the course, with `/`
  public record Expected(String code, String file, int line) {}

  /// Where the course is: in the checkout that the running image was built from, else in the image.
  ///
  /// @param javaHome the folder of the running image
  /// @param named what the environment variable `CROSSTALK_DEMO` says
  public static Optional<Path> locate(Path javaHome, Optional<Path> named) {
    Path checkout = javaHome.resolve("../..").normalize();
    return named
        .or(() -> Optional.of(checkout.resolve("demo")).filter(_ -> isCheckout(checkout)))
        .filter(Course::isCourse)
        .or(() -> Optional.of(javaHome.resolve("lib/demo")).filter(Course::isCourse));
  }

  private static boolean isCheckout(Path folder) {
    return Files.isRegularFile(folder.resolve("crosstalk"));
  }

  private static boolean isCourse(Path folder) {
    return Files.isRegularFile(folder.resolve(CourseFile.NAME));
  }
}
