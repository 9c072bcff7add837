package dev.crosstalk.python.parse;

import dev.crosstalk.model.SourceText;
import dev.crosstalk.python.syntax.PyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Compares our trees with those of CPython. By hand over any directories: `java …
/// dev.crosstalk.python.parse.Comparison python3 DIR…` prints every difference.
final class Comparison {
  int files;
  int rejectedByCPython;
  int acceptedByUsOnly;
  long nodes;
  final List<String> differences = new ArrayList<>();
  final List<String> accepted = new ArrayList<>();

  static Comparison of(CPython python, List<Path> files) throws IOException {
    Comparison comparison = new Comparison();
    boolean insideStrings = python.minor >= 12;
    python.spans(files, (file, answer) -> comparison.add(file, answer, insideStrings));
    return comparison;
  }

  private void add(Path path, String answer, boolean insideStrings) throws IOException {
    files++;
    SourceDecoder.Decoded decoded = SourceDecoder.decode(Files.readAllBytes(path));
    PyFile file = PythonParser.parse(new SourceText(decoded.text()));
    boolean valid = decoded.problem().isEmpty() && file.errors().isEmpty();
    if (answer.startsWith("!")) {
      rejectedByCPython++;
      if (valid) {
        acceptedByUsOnly++;
        accepted.add(path + ": " + answer);
      }
      return;
    }
    if (!valid) {
      String why =
          decoded.problem().orElseGet(() -> file.errors().getFirst().message())
              + (file.errors().isEmpty()
                  ? ""
                  : " in line " + file.source().line(file.errors().getFirst().start()));
      differences.add(path + ": rejected: " + why);
      return;
    }
    Map<String, Integer> balance = new TreeMap<>();
    if (!answer.isEmpty()) {
      for (String span : answer.split(" ", -1)) {
        balance.merge(span, 1, Integer::sum);
        nodes++;
      }
    }
    for (String span : AstSpans.of(file, insideStrings)) {
      balance.merge(span, -1, Integer::sum);
    }
    List<String> wrong = new ArrayList<>();
    balance.forEach((span, count) -> {
      if (count != 0) {
        int start = Integer.parseInt(span.split(":", -1)[1]);
        wrong.add(
            (count > 0 ? "missing " : "extra ") + span + " line " + file.source().line(start));
      }
    });
    if (!wrong.isEmpty()) {
      differences.add(
          path + ": " + wrong.size() + " " + wrong.subList(0, Math.min(8, wrong.size())));
    }
  }

  @Override
  public String toString() {
    return files
        + " files, "
        + nodes
        + " nodes compared, "
        + differences.size()
        + " files differ, "
        + rejectedByCPython
        + " rejected by CPython, of these "
        + acceptedByUsOnly
        + " not by us";
  }

  public static void main(String[] args) throws IOException {
    CPython python = CPython.find(args[0]);
    List<Path> files = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      files.addAll(CPython.files(Path.of(args[i])));
    }
    Comparison comparison = of(python, files);
    comparison.differences.forEach(System.out::println);
    comparison.accepted.forEach(it -> System.out.println("accepted " + it));
    System.out.println(comparison);
  }
}
