package dev.crosstalk.python;

import dev.crosstalk.python.effects.Versions.Framework;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the version of FastAPI that a project is installed with: in its lock file, or where it
/// asks for one version. A lower bound says nothing.
final class PinnedFastApi {
  private static final int LARGEST = 8 << 20;
  private static final int MOST_FILES = 30;
  private static final int FIRST_EARLY = 106;
  private static final int FIRST_LATE_AGAIN = 118;

  /// A file, by its whole name, with a pattern whose first group is the minor version.
  private record Pin(Pattern file, Pattern version) {
    Pin(String file, String version) {
      this(Pattern.compile(file), Pattern.compile(version));
    }
  }

  private static final String ONE = "0\\.(\\d{1,4})(?:\\.(?:\\d+|\\*))?";
  private static final String REQUIRED =
      "(?im)(?:^|[\"'])\\s*fastapi(?:\\[[^\\]]*\\])?\\s*(?:===?|~=(?=\\s*0\\.\\d+\\.))\\s*"
          + ONE
          + "\\s*(?=[\"'#;,\\\\]|\\s|$)";

  /// The first that says anything wins: what was installed before what was asked for.
  private static final List<Pin> PINS =
      List.of(
          new Pin(
              "uv\\.lock|poetry\\.lock|pdm\\.lock",
              "(?m)^name = \"fastapi\"\\R(?:extras = .*\\R)?version = \"" + ONE + "\""),
          new Pin(
              "Pipfile\\.lock",
              "\"fastapi\":\\s*\\{[^{}]{0,20000}?\"version\":\\s*\"==" + ONE + "\""),
          new Pin("[\\w.-]*requirements[\\w.-]*\\.txt|constraints\\.txt", REQUIRED),
          new Pin(
              "pyproject\\.toml",
              REQUIRED
                  + "|(?m)^\\s*fastapi\\s*=\\s*(?:\\{[^}\\n]*version\\s*=\\s*)?[\"'](?:==|\\^|~)?\\s*"
                  + ONE
                  + "[\"']"));

  private PinnedFastApi() {}

  /// What the nearest file at or above `root` says, up to the folder of the repository.
  static Optional<Framework> near(Path root) {
    return Upwards.find(root, PinnedFastApi::in);
  }

  private static Optional<Framework> in(Path folder) {
    List<Path> files = files(folder);
    for (Pin pin : PINS) {
      for (Path file : files) {
        if (pin.file().matcher(String.valueOf(file.getFileName())).matches()) {
          Optional<Framework> found = read(file, pin.version());
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<Path> files(Path folder) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*{.lock,.txt,.toml}")) {
      for (Path entry : entries) {
        if (found.size() < MOST_FILES && Files.isRegularFile(entry)) {
          found.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      return List.of();
    }
    found.sort(null);
    return found;
  }

  private static Optional<Framework> read(Path file, Pattern version) {
    try {
      if (Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      Matcher matcher =
          version.matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      if (!matcher.find()) {
        return Optional.empty();
      }
      String minor = matcher.group(1);
      if (minor == null && matcher.groupCount() > 1) {
        minor = matcher.group(2);
      }
      if (minor == null) {
        return Optional.empty();
      }
      int number = Integer.parseInt(minor);
      String text = matcher.group();
      return Optional.of(
          new Framework(
              text.substring(text.lastIndexOf("0." + minor)).replaceAll("[^\\d.*]+$", ""),
              String.valueOf(file.getFileName()),
              number >= FIRST_EARLY && number < FIRST_LATE_AGAIN));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
