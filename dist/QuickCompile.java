import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compiles all modules of the checkout in one run of javac, for `-Dquick`: a fork of javac for
/// each module would take most of the time of the first `./crosstalk`.
final class QuickCompile {

  /// Where `-Dquick` puts a module's resources, and would put its classes.
  private static final Path OUTPUT = Path.of("target", "quick", "classes");

  private QuickCompile() {}

  /// The module path with every folder `MODULE/target/quick/classes` on it replaced by the classes
  /// and resources of that module, below `into`.
  static List<Path> compile(List<Path> modulePath, Path into) throws IOException {
    List<Path> libraries = new ArrayList<>();
    List<Path> result = new ArrayList<>();
    List<String> words =
        new ArrayList<>(
            List.of("-d", into.toString(), "-nowarn", "-proc:none", "-XDstringConcat=inline"));
    List<String> sources = new ArrayList<>();
    for (Path entry : modulePath) {
      if (!entry.endsWith(OUTPUT)) {
        libraries.add(entry);
        continue;
      }
      Path folder = entry.resolve("../../..").normalize();
      String module = "dev.crosstalk." + folder.getFileName();
      Path source = folder.resolve("src/main/java");
      if (!Files.exists(source.resolve("module-info.java"))) {
        continue;
      }
      words.add("--module-source-path");
      words.add(module + "=" + source);
      sources.addAll(files(source, ".java"));
      Path output = into.resolve(module);
      result.add(output);
      copy(entry, output);
    }
    words.add("--module-path");
    words.add(libraries.stream().map(Path::toString).collect(Collectors.joining(":")));
    words.addAll(sources);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    if (javac.run(System.err, System.err, words.toArray(String[]::new)) != 0) {
      System.exit(1);
    }
    result.addAll(libraries);
    return result;
  }

  /// Compiles what is no module, with `modules` and its libraries on the class path.
  ///
  /// @return `classPath` with the folder replaced by `into`
  static List<Path> onClassPath(List<Path> classPath, List<Path> modules, Path into)
      throws IOException {
    List<Path> result = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    for (Path entry : classPath) {
      if (entry.endsWith(OUTPUT)) {
        sources.addAll(files(entry.resolve("../../../src/main/java").normalize(), ".java"));
        result.add(into);
      } else {
        result.add(entry);
      }
    }
    List<Path> all = new ArrayList<>(modules);
    all.addAll(classPath);
    List<String> words =
        new ArrayList<>(
            List.of("-d", into.toString(), "-nowarn", "-proc:none", "-implicit:none", "-cp"));
    words.add(all.stream().map(Path::toString).collect(Collectors.joining(":")));
    words.addAll(sources);
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    if (javac.run(System.err, System.err, words.toArray(String[]::new)) != 0) {
      System.exit(1);
    }
    return result;
  }

  private static List<String> files(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).filter(name -> name.endsWith(ending)).sorted().toList();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
