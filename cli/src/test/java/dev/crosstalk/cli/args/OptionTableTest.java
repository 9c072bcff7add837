package dev.crosstalk.cli.args;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionTableTest {
  private static final Option FILE = Option.value("--output-file", "FILE", "Where to.").or("-o");
  private static final Option QUIET = Option.flag("--quiet", "Nothing.").or("-q");
  private static final Option SELECT = Option.list("--select", "RULES", "Which.");
  private static final Option COLOR =
      Option.choice("--color", "WHEN", List.of("auto", "never"), "When.");
  private static final OptionTable TABLE =
      new OptionTable(
          "crosstalk scan [OPTION]... [PATH]...",
          "Scans.",
          List.of(FILE, QUIET, SELECT, COLOR),
          "");

  @Test
  void optionsAndOperandsMayBeMixed() {
    Arguments arguments =
        TABLE.parse(List.of("a", "-q", "--select=CT1,CT2", "b", "--select", " CT3 ,", "-o", "x"));
    assertThat(arguments.operands()).containsExactly("a", "b");
    assertThat(arguments.has(QUIET)).isTrue();
    assertThat(arguments.value(FILE)).contains("x");
    assertThat(arguments.list(SELECT)).contains(List.of("CT1", "CT2", "CT3"));
    assertThat(arguments.has(COLOR)).isFalse();
    assertThat(arguments.list(COLOR)).isEmpty();
  }

  @Test
  void theLastValueCounts() {
    assertThat(TABLE.parse(List.of("--color", "auto", "--color=never")).value(COLOR))
        .contains("never");
  }

  @Test
  void whatFollowsTwoDashesIsAnOperand() {
    assertThat(TABLE.parse(List.of("--", "-q", "--", "x")).operands())
        .containsExactly("-q", "--", "x");
    assertThat(TABLE.parse(List.of("-", "")).operands()).containsExactly("-", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--selct=CT1    | unknown option --selct; did you mean --select? (see crosstalk scan"
            + " --help)",
        "--zzz          | unknown option --zzz (see crosstalk scan --help)",
        "-x             | unknown option -x (see crosstalk scan --help)",
        "--output-file  | --output-file needs a value: FILE",
        "--output-file= | --output-file needs a value: FILE",
        "--color        | --color needs a value: auto, never",
        "--color=blue   | --color does not know 'blue'; it takes auto, never",
        "--quiet=yes    | --quiet takes no value",
      })
  void whatIsWrongIsOneLine(String argument, String message) {
    assertThatThrownBy(() -> TABLE.parse(List.of(argument)))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void anOptionIsNotTakenForAValue() {
    assertThatThrownBy(() -> TABLE.parse(List.of("-o", "-q"))).hasMessage("-o needs a value: FILE");
  }

  @Test
  void aNumberIsCheckedWithItsRange() {
    Arguments arguments = TABLE.parse(List.of("-o", "12"));
    assertThat(arguments.number(FILE, 1, 20)).contains(12);
    assertThatThrownBy(() -> arguments.number(FILE, 20, 99))
        .hasMessage("--output-file needs a whole number from 20 to 99, not '12'");
    assertThatThrownBy(() -> TABLE.parse(List.of("-o", "99999999999")).number(FILE, 1, 2))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void theHelpFitsEightyColumns() {
    assertThat(TABLE.help().lines()).allMatch(line -> line.length() <= 80);
    assertThat(TABLE.help()).contains("-o, --output-file FILE  Where to.");
  }

  @ParameterizedTest
  @CsvSource({"scna,scan,1", "scan,scan,0", "abc,xyz,3", "rule,rules,1", "ab,ba,1", "'',abc,3"})
  void distanceCountsEdits(String a, String b, int edits) {
    assertThat(Nearest.distance(a, b)).isEqualTo(edits);
    assertThat(Nearest.distance(b, a)).isEqualTo(edits);
  }
}
