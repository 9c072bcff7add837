package dev.crosstalk.cli.discovery;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads import statements by their words.
final class ImportLine {
  private static final int LONGEST = 500;
  private static final Pattern FROM =
      Pattern.compile(
          "\\s*+(?:lazy\\s++)?+from\\s++(\\.*+)\\s*+((?:(?!import\\b)\\w++(?:\\.\\w++)*+)?+)\\s*+import\\b\\s*+(.*)");
  private static final Pattern IMPORT = Pattern.compile("\\s*+(?:lazy\\s++)?+import\\s++(.*)");

  private static final Pattern DOTTED = Pattern.compile("\\w++(?:\\.\\w++)*+");

  /// A relative import: one dot means the folder of the file.
  record Relative(int level, List<String> names) {}

  private ImportLine() {}

  /// The import statements of a file, each with its parentheses on one line.
  static List<String> in(String text) {
    List<String> found = new ArrayList<>();
    Iterator<String> lines = text.lines().iterator();
    while (lines.hasNext()) {
      String line = lines.next();
      if (!looksLikeOne(line)) {
        continue;
      }
      StringBuilder whole = new StringBuilder(code(line));
      for (int i = 0; isOpen(whole) && i < LONGEST && lines.hasNext(); i++) {
        whole.append(' ').append(code(lines.next()));
      }
      found.add(whole.toString());
    }
    return found;
  }

  private static String code(String line) {
    int comment = line.indexOf('#');
    return comment < 0 ? line : line.substring(0, comment);
  }

  private static boolean isOpen(StringBuilder line) {
    return line.indexOf("(") >= 0 && line.indexOf(")") < 0;
  }

  private static boolean looksLikeOne(String line) {
    String start = line.stripLeading();
    return start.startsWith("from ") || start.startsWith("import ") || start.startsWith("lazy ");
  }

  /// Dotted names that the line asks for, absolute ones only.
  static List<List<String>> read(String line) {
    List<List<String>> wanted = new ArrayList<>();
    Matcher from = FROM.matcher(line);
    if (from.matches()) {
      if (from.group(1).isEmpty() && !from.group(2).isEmpty()) {
        wanted.add(split(from.group(2)));
        for (String name : names(from.group(3))) {
          wanted.add(split(from.group(2) + "." + name));
        }
      }
      return wanted;
    }
    Matcher plain = IMPORT.matcher(line);
    if (plain.matches()) {
      for (String name : names(plain.group(1))) {
        wanted.add(split(name));
      }
    }
    return wanted;
  }

  /// What the line asks for relative to its own package.
  static List<Relative> relative(String line) {
    Matcher from = FROM.matcher(line);
    if (!from.matches() || from.group(1).isEmpty()) {
      return List.of();
    }
    int level = from.group(1).length();
    List<Relative> wanted = new ArrayList<>();
    wanted.add(new Relative(level, split(from.group(2))));
    for (String name : names(from.group(3))) {
      String dotted = from.group(2).isEmpty() ? name : from.group(2) + "." + name;
      wanted.add(new Relative(level, split(dotted)));
    }
    return wanted;
  }

  private static List<String> names(String list) {
    List<String> names = new ArrayList<>();
    for (String part : code(list).split("[,()]", -1)) {
      String word = part.strip().split("[\\s;]", 2)[0];
      if (DOTTED.matcher(word).matches()) {
        names.add(word);
      }
    }
    return names;
  }

  private static List<String> split(String dotted) {
    return dotted.isEmpty() ? List.of() : List.of(dotted.split("\\.", -1));
  }
}
