package dev.crosstalk.python.deployment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads commands that start an ASGI server from Dockerfiles, Procfiles, compose files, units and
/// scripts. It knows no grammar of theirs: a command is a server's name and the words behind it, up
/// to the end of the line or list. What it does not understand starts nothing.
final class StartCommands {
  private static final int MOST_LINES = 4000;
  private static final int MOST_WORDS = 200;
  private static final int DEPTH = 4;
  private static final Set<String> SERVERS = Set.of("uvicorn", "gunicorn", "hypercorn", "granian");
  private static final String CORES = "%cores";
  private static final Pattern PER_CORE =
      Pattern.compile(
          "\\$\\(\\([^)\n]*\\$\\(nproc[^)]*\\)[^)\n]*\\)\\)|\\$\\(nproc[^)]*\\)|`nproc`");
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\$?(?:(\\w+)|\\{(\\w+)(?::?-([^}]*))?\\})");
  private static final Pattern APPLICATION =
      Pattern.compile("([A-Za-z_][\\w.]*):[A-Za-z_][\\w.]*(?:\\(\\))?");
  private static final Pattern SETTING =
      Pattern.compile(
          "^\\s*(?:-\\s*)?(?:ENV\\s+|export\\s+|ARG\\s+|Environment=)?[\"']?([A-Za-z_]\\w*)[\"']?(?:=|:\\s+|\\s+)[\"']?([^\\s\"']+)[\"']?\\s*\\\\?\\s*$");
  private static final Pattern STAGE = Pattern.compile("(?i)^\\s*FROM\\s.*");

  /// Several lines of the file that are one command.
  private record Logical(int line, String text) {}

  private final Map<String, String> settings = new HashMap<>();
  private final Set<String> doubtful = new HashSet<>();
  private final List<Start> found = new ArrayList<>();

  private StartCommands() {}

  /// Every command of a file.
  ///
  /// @param dockerfile only the last stage runs
  static List<Start> in(String text, boolean dockerfile) {
    StartCommands commands = new StartCommands();
    List<String> lines = text.lines().limit(MOST_LINES).toList();
    commands.gather(lines);
    int from = 0;
    for (int i = 0; dockerfile && i < lines.size(); i++) {
      from = STAGE.matcher(lines.get(i)).matches() ? i : from;
    }
    for (Logical each : join(lines, from)) {
      commands.read(each);
    }
    return commands.found;
  }

  private void gather(List<String> lines) {
    for (String line : lines) {
      Matcher setting = SETTING.matcher(PER_CORE.matcher(line).replaceAll(CORES));
      if (setting.matches()) {
        String before = settings.put(setting.group(1), setting.group(2));
        if (before != null && !before.equals(setting.group(2))) {
          doubtful.add(setting.group(1));
        }
      }
    }
  }

  /// Joins lines that end in a backslash, the items of a YAML list, and lists in brackets.
  private static List<Logical> join(List<String> lines, int from) {
    List<Logical> all = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int start = -1;
    boolean items = false;
    for (int i = from; i < lines.size(); i++) {
      String line = withoutComment(lines.get(i));
      boolean item = line.strip().startsWith("- ");
      if (start >= 0 && items && !item) {
        all.add(new Logical(start, text.toString()));
        start = -1;
      }
      if (start < 0) {
        text.setLength(0);
        start = i + 1;
        items = item;
      }
      boolean goesOn = line.endsWith("\\");
      String part = goesOn ? line.substring(0, line.length() - 1) : line;
      text.append(item ? part.strip().substring(2) : part).append(' ');
      if (!goesOn && !items && !(isOpen(text) && i - start < MOST_WORDS)) {
        all.add(new Logical(start, text.toString()));
        start = -1;
      }
    }
    if (start >= 0) {
      all.add(new Logical(start, text.toString()));
    }
    return all;
  }

  private static boolean isOpen(StringBuilder text) {
    int open = 0;
    for (int i = 0; i < text.length(); i++) {
      open += text.charAt(i) == '[' ? 1 : text.charAt(i) == ']' ? -1 : 0;
    }
    return open > 0 && text.indexOf("if [") < 0 && text.indexOf("while [") < 0;
  }

  private static String withoutComment(String line) {
    if (line.stripLeading().startsWith("#")) {
      return "";
    }
    int comment = line.indexOf(" #");
    return (comment < 0 ? line : line.substring(0, comment)).stripTrailing();
  }

  private void read(Logical command) {
    String text = PER_CORE.matcher(command.text()).replaceAll(CORES);
    String[] words =
        text.replaceAll("[\\[\\]\"',]", " ")
            .replaceAll("(\\|\\||&&|;)", " ; ")
            .strip()
            .split("\\s+", MOST_WORDS);
    for (int i = 0; i < words.length; i++) {
      String name = words[i].substring(words[i].lastIndexOf('/') + 1);
      boolean fastapi =
          name.equals("fastapi") && i + 1 < words.length && words[i + 1].equals("run");
      if (fastapi || SERVERS.contains(name)) {
        int end = i + 1;
        while (end < words.length && !words[end].equals(";") && !words[end].equals("|")) {
          end++;
        }
        command(name, List.of(words).subList(fastapi ? i + 2 : i + 1, end), command.line());
        i = end;
      }
    }
  }

  private void command(String server, List<String> words, int line) {
    String target = "";
    String configuration = "";
    Count workers = Count.UNKNOWN;
    boolean counted = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String next = i + 1 < words.size() ? words.get(i + 1) : "";
      boolean shortFlag = word.startsWith("-w") && !server.equals("uvicorn");
      if (word.equals("--reload") && !server.equals("gunicorn")) {
        return; // one process, whatever else is said
      } else if (word.equals("--workers") || (word.equals("-w") && shortFlag)) {
        workers = value(next, 0);
        counted = true;
      } else if (word.startsWith("--workers=") || (shortFlag && word.length() > 2)) {
        workers = value(word.substring(word.startsWith("--") ? 10 : 2), 0);
        counted = true;
      } else if (word.equals("-c") || word.equals("--config")) {
        configuration = next.startsWith("python:") ? next.substring(7) : next;
      } else if (word.startsWith("--config=")) {
        configuration = word.substring(9);
      } else if (target.isEmpty()
          && APPLICATION.matcher(word).matches()
          && !word.startsWith("python:")) {
        target = word.substring(0, word.indexOf(':'));
      } else if (target.isEmpty() && server.equals("fastapi") && word.endsWith(".py")) {
        target = word;
      }
    }
    if (!counted && configuration.isEmpty() && !server.equals("hypercorn")) {
      workers = value("$WEB_CONCURRENCY", 0);
    }
    if (!target.isEmpty()) {
      found.add(new Start(target, workers, line, server.equals("gunicorn") ? configuration : ""));
    }
  }

  private Count value(String word, int depth) {
    if (word.startsWith(CORES)) {
      return Count.CORES;
    }
    Matcher variable = VARIABLE.matcher(word);
    if (!variable.matches()) {
      return word.matches("\\d{1,5}") ? Count.of(Integer.parseInt(word)) : Count.UNKNOWN;
    }
    String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
    if (depth > DEPTH || doubtful.contains(name)) {
      return Count.UNKNOWN;
    }
    String set = settings.get(name);
    if (set != null && !set.contains("$" + name) && !set.contains("${" + name)) {
      return value(set, depth + 1);
    }
    String fallback = set != null && set.contains(":-") ? afterDash(set) : variable.group(3);
    return fallback == null ? Count.UNKNOWN : value(fallback, depth + 1);
  }

  private static String afterDash(String text) {
    return text.substring(text.indexOf(":-") + 2).replace("}", "");
  }
}
