package dev.crosstalk.rules.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page taken apart.
///
/// @param file relative to the folder of all rules, with `/`
/// @param title first line without `# `
/// @param headings second-level headings in order
record RulePage(String file, String title, List<String> headings, List<Block> blocks) {

  /// Python code that stands alone, or several files of one project: blocks with `file=PATH` that
  /// follow each other with nothing but blank lines between.
  record Block(String heading, PythonCase code) {}

  static final Path RULES = Path.of("src/main/java/dev/crosstalk/rules");

  private static final Pattern FENCE = Pattern.compile("```(?<info>.*)");
  private static final Pattern PYTHON = Pattern.compile("python(?:\\s+file=(?<file>\\S+))?");

  /// Every page there is.
  static List<RulePage> all() throws IOException {
    List<RulePage> pages = new ArrayList<>();
    try (Stream<Path> files = Files.walk(RULES)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        String name = RULES.relativize(file).toString().replace('\\', '/');
        pages.add(parse(name, Files.readString(file)));
      }
    }
    return pages;
  }

  static RulePage parse(String file, String text) {
    List<String> lines = text.lines().toList();
    List<String> headings = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    SequencedMap<String, String> group = new TreeMap<>();
    int groupLine = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher fence = FENCE.matcher(line);
      if (!fence.matches()) {
        if (!line.isBlank()) {
          close(file, groupLine, headings, group, blocks);
        }
        if (line.startsWith("## ")) {
          headings.add(line.substring(3).strip());
        }
        continue;
      }
      int start = i + 1;
      do {
        i++;
      } while (!lines.get(i).equals("```"));
      Matcher python = PYTHON.matcher(fence.group("info"));
      if (!python.matches()) {
        if (fence.group("info").startsWith("python")) {
          throw new IllegalArgumentException(file + ":" + start + ": " + line);
        }
        close(file, groupLine, headings, group, blocks);
        continue;
      }
      if (python.group("file") == null || group.isEmpty()) {
        close(file, groupLine, headings, group, blocks);
        groupLine = start;
      }
      String code = String.join("\n", lines.subList(start, i)) + "\n";
      if (python.group("file") == null) {
        group.put("main.py", code);
        close(file, groupLine, headings, group, blocks);
      } else if (group.put(python.group("file"), code) != null) {
        throw new IllegalArgumentException(file + ":" + start + ": this file is there already");
      }
    }
    close(file, groupLine, headings, group, blocks);
    return new RulePage(file, lines.getFirst().replaceFirst("^# ", ""), headings, blocks);
  }

  private static void close(
      String file,
      int line,
      List<String> headings,
      SequencedMap<String, String> group,
      List<Block> blocks) {
    if (!group.isEmpty()) {
      String heading = headings.isEmpty() ? "" : headings.getLast();
      String name = "%s:%d %s".formatted(file, line, heading);
      blocks.add(new Block(heading, new PythonCase(name, group)));
      group.clear();
    }
  }
}
