package dev.crosstalk.python.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.python.syntax.PyFile;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyTree.Assign;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Ten thousand levels of anything neither exhaust the stack nor make a deep tree, and what follows
/// them is read.
final class NestingTest {
  private static final int N = 10_000;

  static Stream<Arguments> tooDeep() {
    return Stream.of(
        nested("(", "1", ")"),
        nested("[", "", "]"),
        nested("{1:", "1", "}"),
        nested("f(", "", ")"),
        nested("f[", "1", "]"),
        nested("-", "1", ""),
        nested("not ", "1", ""),
        nested("await ", "1", ""),
        nested("lambda: ", "1", ""),
        nested("lambda a=", "1", ": 1"),
        nested("1 if 2 else ", "1", ""),
        nested("1 ** ", "1", ""),
        nested("f'{", "1", "}'"),
        nested("[a for a in ", "b", "]"),
        Arguments.of("specification", "x = f'{1" + ":{1".repeat(N) + "}".repeat(N) + "}'"),
        Arguments.of("attributes", "x = a" + ".b".repeat(N)),
        Arguments.of("calls", "x = a" + ".b()".repeat(N)),
        Arguments.of("chains in brackets", "x = " + "(".repeat(190) + "1" + "+a+b+c)".repeat(190)),
        Arguments.of("brackets in chains", "x = " + "(".repeat(190) + "1" + ").a.b.c".repeat(190)),
        Arguments.of("patterns", "match x:\n case " + "[".repeat(N) + "]".repeat(N) + ": pass"),
        Arguments.of("elif", "if a: pass\n" + "elif b: pass\n".repeat(N)),
        Arguments.of("if", stairs("if x:")),
        Arguments.of("def", stairs("def f():")),
        Arguments.of("class", stairs("class C:")),
        Arguments.of("match", "match x:\n" + stairs("  case 1:\n match y:").indent(1)));
  }

  private static Arguments nested(String open, String inner, String close) {
    return Arguments.of(open, "x = " + open.repeat(N) + inner + close.repeat(N));
  }

  private static String stairs(String line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append(line.indent(i));
    }
    return text.append(" ".repeat(1000)).append("pass").toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tooDeep")
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void saysSoAndReadsOn(String name, String text) throws InterruptedException {
    PyFile file = parseOnSmallStack(text + "\nlast = 1\n");
    Invariants.check(file);
    assertThat(file.errors()).as(name).isNotEmpty();
    PyTree last = file.module().body().getLast();
    assertThat(file.source().text().substring(last.start(), last.end())).isEqualTo("last = 1");
  }

  /// On a stack of half a megabyte; threads of servers have one.
  private static PyFile parseOnSmallStack(String text) throws InterruptedException {
    PyFile[] result = new PyFile[1];
    Thread thread = new Thread(null, () -> result[0] = Trees.parse(text), "parser", 512 * 1024);
    thread.start();
    thread.join();
    return result[0];
  }

  static List<Arguments> valid() {
    return List.of(
        Arguments.of("x = " + "(".repeat(199) + "1" + ")".repeat(199)),
        Arguments.of("x = " + "[".repeat(199) + "]".repeat(199)),
        Arguments.of("x = " + "1 + ".repeat(N) + "1"),
        Arguments.of("x = " + "a * b - c / d + ".repeat(N) + "1"),
        Arguments.of("x = " + "a or ".repeat(N) + "1"),
        Arguments.of("x = " + "a and b or ".repeat(N) + "1"),
        Arguments.of("x = " + "1 < ".repeat(N) + "1"),
        Arguments.of("x = a" + ".b(1)".repeat(140)),
        Arguments.of("x = ".repeat(N) + "1"),
        Arguments.of("x = " + "1, ".repeat(N)),
        Arguments.of("@a\n".repeat(N) + "def f(): pass"),
        Arguments.of("\\\n".repeat(N) + "x"),
        Arguments.of("if a: pass\n" + "elif b: pass\n".repeat(150)));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void readsWhatIsLongOrDeepAndValid(String text) {
    PyFile file = Trees.parse(text);
    Invariants.check(file);
    assertThat(file.errors()).isEmpty();
  }

  @Test
  void longChainKeepsItsOperandsInOrder() {
    String names = String.join(" - ", IntStream.range(0, 1000).mapToObj(i -> "a" + i).toList());
    PyFile file = Trees.parse("x = " + names);
    List<String> read =
        Trees.all(((Assign) file.module().body().getFirst()).value()).stream()
            .filter(PyTree.Name.class::isInstance)
            .map(node -> ((PyTree.Name) node).name())
            .toList();
    assertThat(read).isEqualTo(IntStream.range(0, 1000).mapToObj(i -> "a" + i).toList());
  }
}
