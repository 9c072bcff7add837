package dev.crosstalk.cli.commands;

import dev.crosstalk.cli.args.Arguments;
import dev.crosstalk.cli.args.Option;
import dev.crosstalk.cli.args.UsageException;
import dev.crosstalk.cli.command.Shell;
import dev.crosstalk.cli.command.Version;
import dev.crosstalk.cli.run.ExploreJob;
import dev.crosstalk.drive.agent.Target;
import dev.crosstalk.openapi.document.DocumentException;
import dev.crosstalk.openapi.identity.Identity;
import dev.crosstalk.openapi.identity.IdentityFile;
import dev.crosstalk.openapi.scenario.ScenarioFile;
import dev.crosstalk.openapi.scenario.ScenarioPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the verbs that execute an application have in common.
final class ExploreOptions {
  static final Option APP_DIR =
      Option.value(
          "--app-dir", "DIR", "The application's folder, first on its module path (default: .).");
  static final Option PYTHON =
      Option.value(
          "--python",
          "INTERPRETER",
          "The application's Python, 3.10 or newer (default: the active virtual environment's, then"
              + " .venv in the application's folder, then python3).");
  static final Option IDENTITIES =
      Option.value(
          "--identities", "FILE", "On whose behalf requests are sent (docs/identities.md).");
  static final Option ALLOW_HOST =
      Option.list(
          "--allow-host", "HOSTS", "Hosts beyond this machine that the application may reach.");
  static final Option ALLOW_DATABASE =
      Option.list(
          "--allow-database",
          "NAMES",
          "Databases of servers that the application may open; every schedule changes them in"
              + " place, so name test databases only.");
  static final Option MEMORY =
      Option.value("--memory", "MB", "Most address space of one run (default: no bound).");

  static final Option SCENARIO =
      Option.value(
          "--scenario",
          "FILE",
          "Race these requests instead of those planned from the application's own OpenAPI"
              + " document; crosstalk contract --write-scenarios writes such a file.");
  static final Option BUDGET =
      Option.value("--budget", "TIME", "Start no schedule after this time (default: 30s).");

  private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|m|h)?");
  private static final int MAX_FILE = 4_000_000;

  private ExploreOptions() {}

  static final Option INVARIANTS =
      Option.value(
          "--invariants",
          "FILE",
          "What must hold after every run, as TOML; scenario and identities files may hold it,"
              + " too.");

  /// What to explore, as the arguments say.
  static ExploreJob.Request request(
      Arguments arguments, Shell shell, String app, String shownRoot, Duration budget)
      throws DocumentException {
    return new ExploreJob.Request(
        Version.text(),
        target(arguments, shell, app),
        shownRoot,
        identities(arguments, shell),
        scenarios(arguments, shell),
        budget,
        ProbeInput.invariants(arguments, shell, INVARIANTS, SCENARIO, IDENTITIES),
        List.of(),
        progress(arguments, shell));
  }

  static Duration budget(Arguments arguments, String otherwise) {
    return time(BUDGET, arguments.value(BUDGET).orElse(otherwise));
  }

  private static Optional<List<ScenarioPlan>> scenarios(Arguments arguments, Shell shell)
      throws DocumentException {
    if (!arguments.has(SCENARIO)) {
      return Optional.empty();
    }
    String file = arguments.value(SCENARIO).orElseThrow();
    return Optional.of(ScenarioFile.parse(text(file, shell)));
  }

  private static Consumer<String> progress(Arguments arguments, Shell shell) {
    boolean shown = shell.errIsTerminal() && !arguments.has(OutputOptions.QUIET);
    return line -> {
      if (shown) {
        shell.say(line);
      }
    };
  }

  static Target target(Arguments arguments, Shell shell, String app) {
    Path folder = shell.resolve(arguments.value(APP_DIR).orElse("."));
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "--app-dir: there is no folder %s".formatted(arguments.value(APP_DIR).orElse(".")));
    }
    return new Target(
        python(arguments, shell, folder),
        app,
        folder,
        arguments.list(ALLOW_HOST).orElse(List.of()),
        arguments.list(ALLOW_DATABASE).orElse(List.of()),
        arguments.number(MEMORY, 64, 1_000_000).orElse(0));
  }

  private static String python(Arguments arguments, Shell shell, Path folder) {
    if (arguments.has(PYTHON)) {
      String given = arguments.value(PYTHON).orElseThrow();
      return given.contains("/") ? shell.resolve(given).toString() : given;
    }
    List<Path> candidates =
        shell
            .variable("VIRTUAL_ENV")
            .map(active -> List.of(shell.resolve(active), folder.resolve(".venv")))
            .orElse(List.of(folder.resolve(".venv")));
    return candidates.stream()
        .map(environment -> environment.resolve("bin").resolve("python"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse("python3");
  }

  static List<Identity> identities(Arguments arguments, Shell shell) throws DocumentException {
    if (!arguments.has(IDENTITIES)) {
      return List.of();
    }
    String file = arguments.value(IDENTITIES).orElseThrow();
    return new IdentityFile(shell::variable).parse(text(file, shell));
  }

  /// The text of a small file that the user named.
  static String text(String file, Shell shell) throws DocumentException {
    Path path = shell.resolve(file);
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(MAX_FILE + 1);
      if (bytes.length > MAX_FILE) {
        throw new DocumentException("%s is too large".formatted(file));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new DocumentException("%s cannot be read".formatted(file), unreadable);
    }
  }

  /// `30s`, `2m`, `500ms`; a bare number is seconds.
  static Duration time(Option option, String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException(
          "%s needs a time such as 30s or 2m, not '%s'".formatted(option.name(), text));
    }
    long number = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2) == null ? "s" : matcher.group(2);
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
