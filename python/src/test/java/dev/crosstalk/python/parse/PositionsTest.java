package dev.crosstalk.python.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.python.syntax.PyFile;
import dev.crosstalk.python.syntax.PyTree;
import dev.crosstalk.python.syntax.PyTree.Argument;
import dev.crosstalk.python.syntax.PyTree.ArgumentKind;
import dev.crosstalk.python.syntax.PyTree.Assign;
import dev.crosstalk.python.syntax.PyTree.Binary;
import dev.crosstalk.python.syntax.PyTree.BinaryOp;
import dev.crosstalk.python.syntax.PyTree.Call;
import dev.crosstalk.python.syntax.PyTree.ExprStmt;
import dev.crosstalk.python.syntax.PyTree.FunctionDef;
import dev.crosstalk.python.syntax.PyTree.If;
import dev.crosstalk.python.syntax.PyTree.ImportFrom;
import dev.crosstalk.python.syntax.PyTree.Interpolation;
import dev.crosstalk.python.syntax.PyTree.Name;
import dev.crosstalk.python.syntax.PyTree.Parameter;
import dev.crosstalk.python.syntax.PyTree.ParameterKind;
import dev.crosstalk.python.syntax.PyTree.Try;
import dev.crosstalk.python.syntax.PyTree.TypeParam;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Fields and positions of the nodes, one construct a test. That spans agree with CPython on real
/// code is shown by {@link DifferentialTest}.
final class PositionsTest {

  private static <T extends PyTree> T first(Class<T> kind, String text) {
    PyFile file = Trees.parse(text);
    assertThat(file.errors()).isEmpty();
    Invariants.check(file);
    return Trees.all(file.module()).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  private static String text(PyTree node, String text) {
    return text.substring(node.start(), node.end());
  }

  @Test
  void definitionStartsAtItsKeywordAndNotAtTheDecorator() {
    String text = "@a.b\nasync def f[T](x: int = 1) -> str:\n    return x  # c\n\ny = 1";
    FunctionDef it = first(FunctionDef.class, text);
    assertThat(it.async()).isTrue();
    assertThat(text(it, text)).isEqualTo("async def f[T](x: int = 1) -> str:\n    return x");
    assertThat(text.substring(it.nameStart())).startsWith("f[T]");
    assertThat(it.decorators()).hasSize(1);
    assertThat(text(it.decorators().getFirst(), text)).isEqualTo("a.b");
    assertThat(text(it.parameters(), text)).isEqualTo("x: int = 1");
    assertThat(it.typeParams()).extracting(TypeParam::name).containsExactly("T");
  }

  @Test
  void parametersKnowTheirKind() {
    FunctionDef it = first(FunctionDef.class, "def f(a, b=1, /, c, *d, e, **f): pass");
    assertThat(it.parameters().all())
        .extracting(Parameter::name, Parameter::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", ParameterKind.POSITIONAL_ONLY),
            org.assertj.core.groups.Tuple.tuple("b", ParameterKind.POSITIONAL_ONLY),
            org.assertj.core.groups.Tuple.tuple("c", ParameterKind.POSITIONAL_OR_KEYWORD),
            org.assertj.core.groups.Tuple.tuple("d", ParameterKind.VAR_POSITIONAL),
            org.assertj.core.groups.Tuple.tuple("e", ParameterKind.KEYWORD_ONLY),
            org.assertj.core.groups.Tuple.tuple("f", ParameterKind.VAR_KEYWORD));
  }

  @Test
  void argumentsKnowTheirKind() {
    Call it = first(Call.class, "f(a, b=c, *d, **e)");
    assertThat(it.arguments())
        .extracting(Argument::kind)
        .containsExactly(
            ArgumentKind.POSITIONAL,
            ArgumentKind.KEYWORD,
            ArgumentKind.STAR,
            ArgumentKind.DOUBLE_STAR);
    assertThat(it.arguments().get(1).name()).isEqualTo("b");
  }

  @Test
  void parenthesesBelongToTheOuterNode() {
    String text = "x = (a + b) * (c)";
    Binary it = first(Binary.class, text);
    assertThat(it.op()).isEqualTo(BinaryOp.MUL);
    assertThat(text(it, text)).isEqualTo("(a + b) * (c)");
    assertThat(text(it.left(), text)).isEqualTo("a + b");
    assertThat(text(it.right(), text)).isEqualTo("c");
  }

  @Test
  void operatorsBindAsInPython() {
    String text = "a or b and not c == d | e ^ f & g << h + i * -j ** -k";
    assertThat(shape(first(ExprStmt.class, text).value(), text))
        .isEqualTo(
            "(a or (b and (not (c == (d | (e ^ (f & (g << (h + (i * (-(j ** (-k)))))))))))))");
  }

  private static String shape(PyTree node, String text) {
    return switch (node) {
      case PyTree.BoolOp it ->
          "(" + String.join(it.and() ? " and " : " or ", shapes(it.values(), text)) + ")";
      case PyTree.Unary it ->
          (it.op() == PyTree.UnaryOp.NOT ? "(not " : "(-") + shape(it.operand(), text) + ")";
      case PyTree.Compare it ->
          "(" + shape(it.left(), text) + " == " + shape(it.comparators().getFirst(), text) + ")";
      case Binary it ->
          "("
              + shape(it.left(), text)
              + " "
              + it.op().token()
              + " "
              + shape(it.right(), text)
              + ")";
      default -> text(node, text);
    };
  }

  private static List<String> shapes(List<? extends PyTree> nodes, String text) {
    return nodes.stream().map(node -> shape(node, text)).toList();
  }

  @Test
  void leftAndRightAssociativity() {
    String text = "a - b - c ** d ** e";
    assertThat(shape(first(ExprStmt.class, text).value(), text))
        .isEqualTo("((a - b) - (c ** (d ** e)))");
  }

  @Test
  void elifIsAnIfAlone() {
    String text = "if a: b\nelif c: d\nelse: e\n";
    If it = first(If.class, text);
    assertThat(it.orElse()).hasSize(1);
    assertThat(text(it.orElse().getFirst(), text)).isEqualTo("elif c: d\nelse: e");
  }

  @Test
  void importKeepsDotsAndNames() {
    ImportFrom it = first(ImportFrom.class, "from ...a.b import (c as d, e)");
    assertThat(it.level()).isEqualTo(3);
    assertThat(it.module()).isEqualTo("a.b");
    assertThat(it.names()).extracting(PyTree.Alias::name).containsExactly("c", "e");
    assertThat(it.names().getFirst().asName()).isEqualTo("d");
  }

  @Test
  void tryKeepsItsFourParts() {
    Try it = first(Try.class, "try: a\nexcept* B as c: d\nexcept* E: f\nelse: g\nfinally: h; i");
    assertThat(it.star()).isTrue();
    assertThat(it.handlers()).extracting(PyTree.ExceptHandler::name).containsExactly("c", null);
    assertThat(it.orElse()).hasSize(1);
    assertThat(it.finalBody()).hasSize(2);
  }

  @Test
  void interpolationKeepsConversionAndSpecification() {
    String text = "f'a{b.c!r:>{w}x}d'";
    Interpolation it = first(Interpolation.class, text);
    assertThat(text(it, text)).isEqualTo("{b.c!r:>{w}x}");
    assertThat(text(it.value(), text)).isEqualTo("b.c");
    assertThat(it.conversion()).isEqualTo('r');
    assertThat(it.spec()).extracting(part -> text(part, text)).containsExactly(">", "{w}", "x");
  }

  @Test
  void offsetsCountUtf16Units() {
    String text = "'𝔘é'; x";
    Name it = first(Name.class, text);
    assertThat(it.start()).isEqualTo(7);
  }

  @Test
  void namesAreOneStringPerFileAndNormalised() {
    PyFile file = Trees.parse("counter = counter\nﬁle = 1");
    Assign it = (Assign) file.module().body().getFirst();
    assertThat(((Name) it.value()).name()).isSameAs(((Name) it.targets().getFirst()).name());
    Assign wide = (Assign) file.module().body().get(1);
    assertThat(((Name) wide.targets().getFirst()).name()).isEqualTo("file");
  }

  @Test
  void commentsAreKeptApart() {
    String text = "# a\nx = (1, # b\n  2)  # c";
    assertThat(Trees.parse(text).comments())
        .extracting(it -> text.substring(it.start(), it.end()))
        .containsExactly("# a", "# b", "# c");
  }

  @Test
  void generatorAsOnlyArgumentTakesTheParentheses() {
    String text = "f(a for a in b)";
    assertThat(text(first(PyTree.Comprehension.class, text), text)).isEqualTo("(a for a in b)");
  }
}
