package dev.crosstalk.python;

import dev.crosstalk.python.effects.Interpreter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the version of Python that a project pins. A lower bound pins nothing: most services that
/// allow an old Python run on a new one.
final class PinnedPython {
  private static final int LARGEST = 1 << 20;
  private static final int LAST_OLD_MINOR = 9;

  /// A file with a pattern of two groups: the minor version, and `t` for a build without the lock.
  private record Pin(String file, Pattern pattern) {}

  private static final List<Pin> PINS =
      List.of(
          new Pin(
              ".python-version",
              Pattern.compile("(?m)^(?:cpython-|python)?3\\.(\\d+)[.\\d]*(t?)\\b")),
          new Pin("runtime.txt", Pattern.compile("(?m)^python-3\\.(\\d+)[.\\d]*(t?)\\b")),
          new Pin(
              "Dockerfile",
              Pattern.compile(
                  "(?mi)^FROM\\s+(?:--\\S+\\s+)?(?:\\S*/)?python:3\\.(\\d+)[.\\d]*(t?)(?=[-\\s@]|$)")),
          new Pin(
              "pyproject.toml",
              Pattern.compile(
                  "(?m)^\\s*(?:requires-python|python)\\s*=\\s*[\"'](?:==|~=)\\s*3\\.(\\d+)[.*\\d]*(t?)[\"']")));

  private PinnedPython() {}

  /// What the nearest file at or above `root` says, up to the folder of the repository.
  static Optional<Interpreter> near(Path root) {
    return Upwards.find(root, PinnedPython::in);
  }

  private static Optional<Interpreter> in(Path folder) {
    for (Pin pin : PINS) {
      Optional<Interpreter> found = read(folder.resolve(pin.file()), pin);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Interpreter> read(Path file, Pin pin) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      Matcher matcher =
          pin.pattern().matcher(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      Optional<Interpreter> last = Optional.empty();
      while (matcher.find()) { // of several stages of a Dockerfile the last one runs
        boolean unlocked = !matcher.group(2).isEmpty();
        boolean old = matcher.group(1).length() == 1 && minor(matcher) <= LAST_OLD_MINOR;
        last =
            Optional.of(
                new Interpreter(
                    "3." + matcher.group(1) + matcher.group(2), pin.file(), old || unlocked));
      }
      return last;
    } catch (IOException unreadable) {
      return Optional.empty(); // it only makes a finding louder
    }
  }

  private static int minor(Matcher matcher) {
    return Integer.parseInt(matcher.group(1));
  }
}
