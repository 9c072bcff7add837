package dev.crosstalk.python.parse;

import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.syntax.PyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Breaks valid files in ways in which files are broken, and in ways in which nobody breaks them.
/// By hand: `java … dev.crosstalk.python.parse.Mutations SEED COUNT DIR…`.
final class Mutations {
  private static final String[] SNIPPETS = {
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    "=",
    "\"",
    "'",
    "\"\"\"",
    "f'{",
    "}'",
    "\\",
    "\n",
    "\r",
    "\t",
    "\f",
    "\0",
    "*",
    "**",
    "!",
    "@",
    "#",
    " if ",
    " else ",
    "\ndef ",
    "\nclass x",
    "\nmatch x:\n  case ",
    "lambda ",
    "async ",
    "await ",
    "not ",
    "é",
    "\uD800",
    "“",
    "0777",
    ";"
  };

  static final long MAX_NANOS = 2_000_000_000L;

  private final Random random;

  long slowest;
  int broken;

  Mutations(long seed) {
    random = new Random(seed);
  }

  /// Makes one mutant of a text and checks what the parser does with it.
  void check(String original) {
    String text = original;
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      text = mutate(text);
    }
    long start = System.nanoTime();
    try {
      PyFile file = PythonParser.parse(new SourceText(text));
      slowest = Math.max(slowest, System.nanoTime() - start);
      Invariants.check(file);
      broken += file.errors().isEmpty() ? 0 : 1;
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError(failure.getMessage() + " in the mutant\n" + text, failure);
    }
  }

  private String mutate(String text) {
    if (text.isEmpty()) {
      return "(";
    }
    StringBuilder out = new StringBuilder(text);
    int at = random.nextInt(text.length());
    switch (random.nextInt(8)) {
      case 0 -> deleteLine(out, at);
      case 1 -> out.delete(at, Math.min(out.length(), at + 1 + random.nextInt(12)));
      case 2 -> out.insert(at, SNIPPETS[random.nextInt(SNIPPETS.length)]);
      case 3 -> swapBracket(out, at);
      case 4 -> out.setCharAt(at, (char) random.nextInt(256));
      case 5 -> out.setLength(at);
      case 6 -> out.insert(at, text, at / 2, Math.min(text.length(), at / 2 + random.nextInt(80)));
      default -> reindent(out, at);
    }
    return out.toString();
  }

  private static void deleteLine(StringBuilder out, int at) {
    int start = out.lastIndexOf("\n", at) + 1;
    int end = out.indexOf("\n", at);
    out.delete(start, end < 0 ? out.length() : Math.max(start, end + 1));
  }

  private void swapBracket(StringBuilder out, int from) {
    for (int i = from; i < out.length(); i++) {
      if ("()[]{}".indexOf(out.charAt(i)) >= 0) {
        out.setCharAt(i, "()[]{} ".charAt(random.nextInt(7)));
        return;
      }
    }
  }

  private void reindent(StringBuilder out, int at) {
    int start = out.lastIndexOf("\n", at) + 1;
    out.insert(start, " ".repeat(random.nextInt(9)));
  }

  public static void main(String[] args) throws IOException {
    Mutations mutations = new Mutations(Long.parseLong(args[0]));
    List<Path> files = new ArrayList<>();
    for (int i = 2; i < args.length; i++) {
      files.addAll(CPython.files(Path.of(args[i])));
    }
    int count = Integer.parseInt(args[1]);
    for (int i = 0; i < count; i++) {
      Path file = files.get(mutations.random.nextInt(files.size()));
      if (Files.size(file) < 100_000) {
        mutations.check(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    System.out.println(
        count
            + " mutants, "
            + mutations.broken
            + " broken, slowest "
            + mutations.slowest / 1e6
            + " ms");
  }
}
