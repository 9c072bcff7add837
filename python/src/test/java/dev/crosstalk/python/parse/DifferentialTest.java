package dev.crosstalk.python.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The trees have the nodes of CPython's `ast` with the same spans, over a sample of the standard
/// library of the machine's Python. {@link Comparison} does the same by hand over all of it.
final class DifferentialTest {
  private static final int SAMPLE = 300;

  @Test
  void agreesWithCPython() throws IOException {
    CPython python = CPython.find("python3");
    List<Path> all =
        CPython.files(python.standardLibrary).stream()
            .filter(file -> !file.toString().contains("site-packages"))
            .toList();
    assertThat(all).as("files of the standard library").hasSizeGreaterThan(SAMPLE);
    List<Path> sample = new ArrayList<>();
    for (int i = 0; i < SAMPLE; i++) {
      sample.add(all.get((int) ((long) i * all.size() / SAMPLE)));
    }
    Comparison comparison = Comparison.of(python, sample);
    assertThat(comparison.differences).isEmpty();
    assertThat(comparison.files).isEqualTo(SAMPLE);
    assertThat(comparison.nodes).isGreaterThan(100_000);
  }
}
