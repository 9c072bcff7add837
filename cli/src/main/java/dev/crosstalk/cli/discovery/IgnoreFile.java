package dev.crosstalk.cli.discovery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The patterns of one file, which hold for what lies below a folder. The last pattern that matches
/// decides.
final class IgnoreFile {
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
  private static final int LARGEST = 1 << 20;
  private final List<IgnorePattern> patterns;

  private IgnoreFile(List<IgnorePattern> patterns) {
    this.patterns = patterns;
  }

  static IgnoreFile of(List<String> lines) {
    return ofBytes(lines.stream().map(IgnoreFile::bytes).toList());
  }

  private static IgnoreFile ofBytes(List<String> lines) {
    List<IgnorePattern> patterns = new ArrayList<>();
    for (String line : lines) {
      IgnorePattern.parse(line).ifPresent(patterns::add);
    }
    return new IgnoreFile(List.copyOf(patterns));
  }

  /// git compares bytes, so that `?` is half a letter beyond ASCII: each byte becomes a character.
  private static String bytes(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      }
    }
    return text;
  }

  /// The patterns of a file; none when there is no such file or it cannot be read. Like git, it
  /// does not follow a symbolic link.
  static Optional<IgnoreFile> read(Path file) {
    try {
      if (!Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)
          || Files.size(file) > LARGEST) {
        return Optional.empty();
      }
      String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
      String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(3) : text;
      List<String> lines = new ArrayList<>();
      for (String line : plain.split("\n", -1)) {
        lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
      }
      return Optional.of(ofBytes(lines));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /// True to leave the path out, false to take it back in, empty when no pattern matches.
  ///
  /// @param path relative to the folder of the file, segment by segment
  Optional<Boolean> decide(List<String> path, boolean folder) {
    if (patterns.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = path.stream().map(IgnoreFile::bytes).toList();
    for (IgnorePattern pattern : patterns.reversed()) {
      if (pattern.matches(names, folder)) {
        return Optional.of(!pattern.negated());
      }
    }
    return Optional.empty();
  }
}
