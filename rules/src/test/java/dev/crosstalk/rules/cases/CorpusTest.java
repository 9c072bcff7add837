package dev.crosstalk.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.rules.catalog.RuleCatalog;
import dev.crosstalk.rules.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The corpus: `find` must be found, `silent` must stay silent, `missed` is known to be missed,
/// `noisy` to be a false alarm. A case is a file `TOPIC/CASE.py` or a folder `TOPIC/CASE` with the
/// files of a project.
class CorpusTest {
  private static final Path CORPUS = Path.of("src/test/resources/corpus");

  @TempDir Path directory;

  @TestFactory
  List<DynamicTest> find() throws IOException {
    return tests("find");
  }

  @TestFactory
  List<DynamicTest> silent() throws IOException {
    return tests("silent");
  }

  @TestFactory
  List<DynamicTest> missed() throws IOException {
    return tests("missed");
  }

  @TestFactory
  List<DynamicTest> noisy() throws IOException {
    return tests("noisy");
  }

  @Test
  void everyCaseSaysWhatItsFolderSays() throws IOException {
    assertThat(cases("find"))
        .allSatisfy(c -> assertThat(kinds(c)).containsAnyOf(Marker.Kind.ERROR, Marker.Kind.EITHER));
    assertThat(cases("noisy")).allSatisfy(c -> assertThat(kinds(c)).contains(Marker.Kind.ERROR));
    assertThat(cases("silent")).allSatisfy(c -> assertThat(kinds(c)).isSubsetOf(Marker.Kind.OK));
    assertThat(cases("missed")).allSatisfy(c -> assertThat(kinds(c)).contains(Marker.Kind.MISSED));
  }

  private static List<Marker.Kind> kinds(PythonCase example) {
    return example.markers().stream().map(Marker::kind).toList();
  }

  private List<DynamicTest> tests(String folder) throws IOException {
    List<Rule> rules = RuleCatalog.all().stream().filter(Rule::onByDefault).toList();
    List<DynamicTest> tests = new ArrayList<>();
    for (PythonCase example : cases(folder)) {
      Path root = directory.resolve("case" + tests.size());
      tests.add(
          DynamicTest.dynamicTest(
              example.name(), () -> assertThat(example.differences(root, rules)).isEmpty()));
    }
    return tests;
  }

  private static List<PythonCase> cases(String folder) throws IOException {
    List<PythonCase> cases = new ArrayList<>();
    for (Path topic : children(CORPUS.resolve(folder))) {
      for (Path place : children(topic)) {
        Path root = Files.isDirectory(place) ? place : topic;
        SequencedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(place)) {
          for (Path file : found.filter(Files::isRegularFile).toList()) {
            files.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
          }
        }
        String name = CORPUS.relativize(place).toString().replace('\\', '/');
        cases.add(new PythonCase(name, files));
      }
    }
    return cases;
  }

  private static List<Path> children(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    }
  }
}
