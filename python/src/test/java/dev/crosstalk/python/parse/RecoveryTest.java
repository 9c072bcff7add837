package dev.crosstalk.python.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.python.syntax.PyFile;
import dev.crosstalk.python.syntax.PyTree.ClassDef;
import dev.crosstalk.python.syntax.PyTree.FunctionDef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Broken files keep what can be read, and say what is wrong where it is wrong.
final class RecoveryTest {

  private static List<String> functions(PyFile file) {
    return Trees.all(file.module()).stream()
        .filter(FunctionDef.class::isInstance)
        .map(node -> ((FunctionDef) node).name())
        .toList();
  }

  /// `~` is a line end.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x = (1, 2~def f(): pass                | 1 | '(' is never closed",
        "x = foo(~def f(): pass                 | 1 | '(' is never closed",
        "x = [1)~def f(): pass                  | 1 | ')' does not match the open '['",
        "x = )~def f(): pass                    | 1 | ')' closes nothing",
        "if x~  y~def f(): pass                 | 1 | expected ':', found the end of the line",
        "if x = 1:~  y~def f(): pass            | 1 | '=' cannot stand here; a comparison is"
            + " written '=='",
        "if x:~y~def f(): pass                  | 1 | an indented block must follow this line",
        "x~  y~def f(): pass                    | 2 | this indentation opens a block that no"
            + " statement above announced",
        "if x:~    y~  z~def f(): pass          | 3 | this indentation matches no line above",
        "if x:~\ty~        z~def f(): pass     | 3 | tabs and spaces are mixed in this indentation",
        "print 'a'~def f(): pass                | 1 | this is a statement of Python 2: it needs"
            + " parentheses in Python 3",
        "x = 'a~def f(): pass                   | 1 | this string is not closed on its line",
        "x = f'a{b~def f(): pass                | 1 | '{' is never closed",
        "x = f'a}'~def f(): pass                | 1 | a single '}' in an f-string: write '}}' for"
            + " the character",
        "x = 0777~def f(): pass                 | 1 | a number must not start with 0: write 0o for"
            + " an octal number",
        "x = “a”~def f(): pass                  | 1 | the character (U+201C) cannot stand here",
        "f() = 1~def f(): pass                  | 1 | cannot assign to this expression: not a"
            + " target",
        "else:~  x~def f(): pass                | 1 | this clause belongs to no statement above it",
        "try:~  x~def f(): pass                 | 1 | this 'try' has neither 'except' nor"
            + " 'finally'",
        "x = 1 +~def f(): pass                  | 1 | expected an expression, found the end of the"
            + " line",
        "import~def f(): pass                   | 1 | expected a name, found the end of the line",
        "class = 1~def f(): pass                | 1 | expected a name, found '='",
        "return = 1~def f(): pass               | 1 | expected an expression, found '='",
        "x.class~def f(): pass                  | 1 | expected a name but this is a keyword, found"
            + " 'class'",
        "@~def f(): pass                        | 1 | expected an expression, found the end of the"
            + " line",
        "f(a=1, b)~def f(): pass                | 1 | a positional argument follows a keyword"
            + " argument",
        "for x of y:~  z~def f(): pass          | 1 | expected 'in', found the name 'of'",
        "with a as 1:~  z~def f(): pass         | 1 | cannot assign to this expression: not a"
            + " target",
        "def (x): pass~def f(): pass            | 1 | expected a name, found '('",
        "match x:~  case +:~    y~def f(): pass | 2 | expected a pattern, found '+'"
      })
  void saysWhatIsWrongAndReadsOn(String lines, int line, String message) {
    String text = lines.strip().replace('~', '\n');
    PyFile file = Trees.parse(text);
    Invariants.check(file);
    assertThat(file.errors()).isNotEmpty();
    assertThat(file.errors().getFirst().message()).isEqualTo(message);
    assertThat(file.source().line(file.errors().getFirst().start())).isEqualTo(line);
    assertThat(functions(file)).contains("f");
  }

  @Test
  void brokenHeaderKeepsItsBlock() {
    PyFile file =
        Trees.parse(
            """
            class A(object, 1 +):
                def a(self, x y):
                    def inner(): pass
                def b(self):
                    for in range(3):
                        def c(): pass
                    while :
                        def d(): pass
                    with open( as f:
                        def e(): pass
                    try:
                        pass
                    except as x:
                        def f(): pass
            """);
    Invariants.check(file);
    assertThat(functions(file)).containsExactly("a", "inner", "b", "c", "d", "e", "f");
    assertThat(file.module().body()).hasSize(1).first().isInstanceOf(ClassDef.class);
    assertThat(file.errors()).hasSize(6);
  }

  @Test
  void statementsOnTheLineOfAnErrorAreKept() {
    PyFile file = Trees.parse("a = 1; b = ); c = 2\nd = 3\n");
    Invariants.check(file);
    assertThat(file.module().body()).hasSize(3);
    assertThat(file.errors()).hasSize(1);
  }

  @Test
  void oneMistakeIsOneProblem() {
    assertThat(Trees.parse("def f(:\n    pass\n").errors()).hasSize(1);
    assertThat(Trees.parse("x = {1: 2, 3\ny = 4\nz = 5\n").errors()).hasSize(1);
    assertThat(Trees.parse("f'{a' + 1\n").errors()).hasSize(1);
  }

  @Test
  void problemsAreBounded() {
    assertThat(Trees.parse(")\n".repeat(10_000)).errors()).hasSizeLessThanOrEqualTo(Problems.MAX);
  }
}
