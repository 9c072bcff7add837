package dev.crosstalk.cli.discovery;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads import statements by their words.
final class ImportLine {
  private static final int LONGEST = 500;

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
    From from = From.read(line);
    if (from != null) {
      if (from.dots() == 0 && !from.module().isEmpty()) {
        wanted.add(split(from.module()));
        for (String name : names(from.list())) {
          wanted.add(split(from.module() + "." + name));
        }
      }
      return wanted;
    }
    Words words = new Words(line);
    words.lazy();
    if (words.take("import")) {
      for (String name : names(words.rest())) {
        wanted.add(split(name));
      }
    }
    return wanted;
  }

  /// What the line asks for relative to its own package.
  static List<Relative> relative(String line) {
    From from = From.read(line);
    if (from == null || from.dots() == 0) {
      return List.of();
    }
    List<Relative> wanted = new ArrayList<>();
    wanted.add(new Relative(from.dots(), split(from.module())));
    for (String name : names(from.list())) {
      String dotted = from.module().isEmpty() ? name : from.module() + "." + name;
      wanted.add(new Relative(from.dots(), split(dotted)));
    }
    return wanted;
  }

  private static List<String> names(String list) {
    List<String> names = new ArrayList<>();
    Words words = new Words(code(list));
    while (!words.atEnd()) {
      String name = words.dotted();
      if (!name.isEmpty()) {
        names.add(name);
      }
      words.toNextOfList();
    }
    return names;
  }

  private static List<String> split(String dotted) {
    return dotted.isEmpty() ? List.of() : List.of(dotted.split("\\.", -1));
  }

  /// `from DOTS MODULE import LIST`.
  private record From(int dots, String module, String list) {
    /// Null when the line is something else.
    static @Nullable From read(String line) {
      Words words = new Words(line);
      words.lazy();
      if (!words.take("from")) {
        return null;
      }
      int dots = words.dots();
      if (words.take("import")) {
        return new From(dots, "", words.rest());
      }
      String module = words.dotted();
      return !module.isEmpty() && words.take("import")
          ? new From(dots, module, words.rest())
          : null;
    }
  }

  /// A line, read from left to right. By hand, since every scan begins with it and compiling
  /// regular expressions takes longer than reading the imports of a file.
  private static final class Words {
    private final String text;
    private int at;

    Words(String text) {
      this.text = text;
      blanks();
    }

    boolean atEnd() {
      return at >= text.length();
    }

    String rest() {
      return text.substring(at);
    }

    void lazy() {
      int before = at;
      if (take("lazy") && !(text.startsWith("from", at) || text.startsWith("import", at))) {
        at = before;
      }
    }

    /// Goes beyond a word and the blanks after it, if it is the next one.
    boolean take(String word) {
      int end = at + word.length();
      if (!text.startsWith(word, at) || (end < text.length() && isPart(text.charAt(end)))) {
        return false;
      }
      at = end;
      blanks();
      return true;
    }

    int dots() {
      int from = at;
      while (at < text.length() && text.charAt(at) == '.') {
        at++;
      }
      int dots = at - from;
      blanks();
      return dots;
    }

    /// Names with dots between; empty when what comes next is none.
    String dotted() {
      int from = at;
      int end = name(from);
      while (end > from && end < text.length() && text.charAt(end) == '.') {
        int next = name(end + 1);
        if (next == end + 1) {
          return "";
        }
        end = next;
      }
      at = end;
      blanks();
      return text.substring(from, end);
    }

    /// Goes behind the next comma or parenthesis: what stands before it, as `as NAME`, does not
    /// matter.
    void toNextOfList() {
      while (at < text.length() && ",()".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      at++;
      blanks();
    }

    private int name(int from) {
      int end = from;
      while (end < text.length() && isPart(text.charAt(end))) {
        end++;
      }
      return end;
    }

    private void blanks() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private static boolean isPart(char c) {
      return c == '_' || Character.isUnicodeIdentifierPart(c);
    }
  }
}
