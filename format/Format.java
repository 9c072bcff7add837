import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// `Format check|write ROOT`: compares every Java file under ROOT with google-java-format's output.
/// `check` lists what differs and exits 1, `write` mends it in place. Run from its source by
/// `format/pom.xml`.
final class Format {

  /// Beside the build output of each module, these hold no source of ours.
  private static final Set<String> SKIPPED = Set.of(".git", ".venv", "node_modules");

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean write = args[0].equals("write");
    Path root = Path.of(args[1]).toRealPath();
    List<Path> differing = new ArrayList<>();
    Formatter formatter = new Formatter();
    for (Path file : javaFiles(root)) {
      String before = Files.readString(file);
      String after = formatted(formatter, root.relativize(file), before);
      if (before.equals(after)) {
        continue;
      }
      differing.add(root.relativize(file));
      if (write) {
        Files.writeString(file, after);
      }
    }
    for (Path file : differing) {
      System.err.println((write ? "formatted " : "not formatted: ") + file);
    }
    if (!write && !differing.isEmpty()) {
      System.err.println("Run bin/format and build again.");
      System.exit(1);
    }
  }

  private static String formatted(Formatter formatter, Path file, String source) {
    try {
      return formatter.formatSourceAndFixImports(source);
    } catch (FormatterException e) {
      System.err.println(file + ": does not parse: " + e.getMessage());
      System.exit(1);
      throw new AssertionError(e);
    }
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skipped =
                SKIPPED.contains(name)
                    || name.equals("target") && Files.exists(folder.resolveSibling("pom.xml"));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(files);
    return files;
  }
}
