package dev.crosstalk.python.deployment;

import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.effects.Deployment;
import dev.crosstalk.python.names.SourceModule;
import dev.crosstalk.python.parse.PythonParser;
import dev.crosstalk.python.syntax.PyTree;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The door of this package: which files start the program in several processes. A command counts
/// only when the application that it names is a module of the program.
public final class DeploymentReader {
  private static final Pattern IMAGE_WITH_WORKERS =
      Pattern.compile(
          "(?i)FROM\\s+(?:\\S*/)?tiangolo/uvicorn-gunicorn(?:-fastapi|-starlette)?(?::\\S*)?(?:\\s.*)?");
  private static final Pattern ONE_WORKER =
      Pattern.compile("(?m)^\\s*ENV\\s+.*(?:MAX_WORKERS|WEB_CONCURRENCY)[= ]\"?1\\b");

  private final Path base;
  private final Collection<SourceModule> modules;
  private final Map<String, Deployment> found = new LinkedHashMap<>();
  private final Map<Path, Start> configurations = new HashMap<>();

  private DeploymentReader(Path base, Collection<SourceModule> modules) {
    this.base = base;
    this.modules = modules;
  }

  /// At most one for each folder of an application, the first by path of the file.
  ///
  /// @param base the root of the report, absolute
  public static List<Deployment> read(Path base, Collection<SourceModule> modules) {
    return new DeploymentReader(base, modules).read();
  }

  private List<Deployment> read() {
    Collection<Path> files =
        DeploymentFiles.near(base, modules.stream().map(SourceModule::path).toList());
    for (Path file : files) {
      if (isPython(file)) {
        DeploymentFiles.text(file).ifPresent(text -> configurations.put(file, settings(text)));
      }
    }
    for (Path file : files) {
      if (!isPython(file)) {
        DeploymentFiles.text(file).ifPresent(text -> commands(file, text));
      }
    }
    for (SourceModule module : modules) {
      for (Start start : PythonStarts.in(module.tree(), module.source())) {
        add(start, start.workers(), base.resolve(module.path()), start.line());
      }
    }
    configurations.forEach((file, start) -> {
      if (String.valueOf(file.getFileName()).equals("gunicorn.conf.py")) { // read by itself
        add(start, start.workers(), file, start.line());
      }
    });
    return found.values().stream().sorted(Comparator.comparing(Deployment::root)).toList();
  }

  private static boolean isPython(Path file) {
    return file.toString().endsWith(".py");
  }

  private static Start settings(String text) {
    SourceText source = new SourceText(text);
    PyTree.Module tree = PythonParser.parse(source).module();
    return PythonStarts.settings(tree, source);
  }

  private void commands(Path file, String text) {
    boolean docker =
        text.lines().anyMatch(line -> line.regionMatches(true, 0, "FROM ", 0, "FROM ".length()));
    List<Start> starts = StartCommands.in(text, docker);
    for (Start start : starts) {
      Optional<Map.Entry<Path, Start>> settings = configuration(start);
      if (start.workers().isKnown() || settings.isEmpty()) {
        add(start, start.workers(), file, start.line());
      } else {
        Start set = settings.get().getValue();
        add(start, set.workers(), settings.get().getKey(), set.line());
      }
    }
    if (docker && starts.isEmpty() && !ONE_WORKER.matcher(text).find()) {
      int number = 0;
      for (String line : text.lines().toList()) {
        number++;
        if (IMAGE_WITH_WORKERS.matcher(line.strip()).matches()) {
          add(new Start("app.main", Count.CORES, number, ""), Count.CORES, file, number);
        }
      }
    }
  }

  private Optional<Map.Entry<Path, Start>> configuration(Start start) {
    if (start.configuration().isEmpty()) {
      return Optional.empty();
    }
    String last = start.configuration().substring(start.configuration().lastIndexOf('/') + 1);
    List<Map.Entry<Path, Start>> candidates =
        configurations.entrySet().stream()
            .filter(each -> String.valueOf(each.getKey().getFileName()).equals(last))
            .toList();
    return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }

  private void add(Start start, Count workers, Path file, int line) {
    if (!workers.isSeveral()) {
      return;
    }
    String folder = shown(file.resolveSibling(""));
    root(start.target(), folder)
        .ifPresent(root ->
            found.putIfAbsent(root, new Deployment(root, workers.text(), shown(file), line)));
  }

  /// The folder that the module of an application is imported from, the one nearest to the file.
  private Optional<String> root(String target, String folder) {
    if (target.isEmpty()) {
      String root = folder.isEmpty() || folder.startsWith("..") ? "" : folder + "/";
      return modules.stream().anyMatch(module -> module.path().startsWith(root))
          ? Optional.of(root)
          : Optional.empty();
    }
    String path = target.endsWith(".py") ? target.replaceFirst("^\\./", "") : null;
    List<String> ends =
        path != null
            ? List.of(path)
            : List.of(target.replace('.', '/') + ".py", target.replace('.', '/') + "/__init__.py");
    Optional<String> best = Optional.empty();
    int nearest = -1;
    for (SourceModule module : modules) {
      for (String end : ends) {
        if (module.path().equals(end) || module.path().endsWith("/" + end)) {
          String root = module.path().substring(0, module.path().length() - end.length());
          int near = shared(root, folder) * 2 + (root.isEmpty() ? 1 : 0);
          if (near > nearest) {
            nearest = near;
            best = Optional.of(root);
          } else if (near == nearest && !best.equals(Optional.of(root))) {
            best = Optional.empty(); // two applications of that name: which one is not said
          }
        }
      }
    }
    return best;
  }

  private static int shared(String root, String folder) {
    String[] left = root.split("/", -1);
    String[] right = folder.split("/", -1);
    int same = 0;
    while (same < left.length
        && same < right.length
        && left[same].equals(right[same])
        && !left[same].isEmpty()) {
      same++;
    }
    return same;
  }

  private String shown(Path file) {
    Path shown = file.startsWith(base) ? base.relativize(file) : relative(file);
    return shown.toString().replace('\\', '/');
  }

  private Path relative(Path file) {
    try {
      return base.relativize(file);
    } catch (IllegalArgumentException elsewhere) {
      return file;
    }
  }
}
