package dev.crosstalk.python.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosstalk.python.syntax.PyFile;
import dev.crosstalk.python.syntax.PyTree;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Python versions and the syntax that each of them brought: every sample is read without a
/// problem, and the node that stands for the new syntax is there with the right text.
final class SyntaxTableTest {

  static Stream<Arguments> samples() {
    return Stream.of(
        sample("3.8", "if (n := len(a)) > 1: pass", PyTree.NamedExpr.class, "n := len(a)"),
        sample("3.8", "def f(a, /, b, *, c): pass", PyTree.Parameters.class, "a, /, b, *, c"),
        sample("3.8", "f'{a=}'", PyTree.Interpolation.class, "{a=}"),
        sample("3.8", "def f(): return 1, *a", PyTree.Return.class, "return 1, *a"),
        sample("3.9", "@a[0].b(c)\ndef f(): pass", PyTree.Subscript.class, "a[0]"),
        sample("3.10", "match a:\n  case 1: pass", PyTree.Match.class, "match a:\n  case 1: pass"),
        sample("3.10", "with (a as b, c as d,): pass", PyTree.WithItem.class, "a as b"),
        sample("3.10", "x: int | None", PyTree.Binary.class, "int | None"),
        sample(
            "3.11", "try: pass\nexcept* A: pass", PyTree.Try.class, "try: pass\nexcept* A: pass"),
        sample("3.11", "a[*b]", PyTree.TupleDisplay.class, "*b"),
        sample("3.11", "def f(*args: *Ts): pass", PyTree.Starred.class, "*Ts"),
        sample("3.12", "f'{f\"{'a'}\"}'", PyTree.FormattedString.class, "f'{f\"{'a'}\"}'"),
        sample("3.12", "f'{a[\n'b'] # c\n}'", PyTree.Subscript.class, "a[\n'b']"),
        sample("3.12", "def f[T: int, *Ts, **P](): pass", PyTree.TypeParam.class, "T: int"),
        sample("3.12", "class C[T]: pass", PyTree.TypeParam.class, "T"),
        sample("3.12", "type X[T] = list[T]", PyTree.TypeAlias.class, "type X[T] = list[T]"),
        sample(
            "3.13", "class C[T = int, *Ts = *tuple[int]]: pass", PyTree.TypeParam.class, "T = int"),
        sample("3.14", "t'a{b}c'", PyTree.FormattedString.class, "t'a{b}c'"),
        sample("3.14", "try: pass\nexcept A, B: pass", PyTree.TupleDisplay.class, "A, B"),
        sample("3.14", "try: pass\nexcept* A, B: pass", PyTree.TupleDisplay.class, "A, B"),
        sample("3.15", "lazy import a.b", PyTree.Import.class, "lazy import a.b"),
        sample("3.15", "lazy from a import b", PyTree.ImportFrom.class, "lazy from a import b"),
        sample("3.15", "[*a for a in b]", PyTree.Comprehension.class, "[*a for a in b]"),
        sample("3.15", "{**a for a in b}", PyTree.Comprehension.class, "{**a for a in b}"));
  }

  private static Arguments sample(
      String version, String text, Class<? extends PyTree> kind, String span) {
    return Arguments.of(version, text, kind, span);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("samples")
  void reads(String version, String text, Class<? extends PyTree> kind, String span) {
    PyFile file = Trees.parse(text);
    assertThat(file.errors()).as(version).isEmpty();
    Invariants.check(file);
    assertThat(Trees.all(file.module()))
        .filteredOn(kind::isInstance)
        .extracting(node -> text.substring(node.start(), node.end()))
        .contains(span);
  }

  @ParameterizedTest
  @MethodSource("softKeywords")
  void softKeywordsAreNames(String text) {
    assertThat(Trees.parse(text).errors()).isEmpty();
  }

  static List<String> softKeywords() {
    return List.of(
        "match = 1\ncase = 2\ntype = 3\nlazy = 4\n_ = 5",
        "match(x)\nmatch[x]\nmatch.x\nmatch * x\nmatch, x\nmatch: int = 1",
        "match (x)\nmatch [x]\nmatch -x",
        "type(x)\ntype.x = 1\ntype[x]\ntype: int",
        "lazy(x)\nlazy.x\nprint(x)\nexec(y)",
        "def match(case, type, lazy): return match.case(type)",
        "match match:\n  case case: pass",
        "match x, y:\n  case _, *rest: pass",
        "match (x):\n  case (y): pass",
        "match *a, b:\n  case [*_]: pass",
        "match -x:\n  case -1 | 2+3j: pass",
        "type type = type",
        "from match import case as type");
  }

  @ParameterizedTest
  @MethodSource("tokens")
  void readsOddTokens(String text) {
    assertThat(Trees.parse(text).errors()).isEmpty();
  }

  static List<String> tokens() {
    return List.of(
        "",
        "\n\n",
        "# only a comment",
        "\uFEFFx = 1",
        "x = 1\\\n + 2",
        "if x:\n  \\\n  y\n  z",
        "  \\\n",
        "\\\n\\\nx",
        "\f\nif x:\n\f  y\n  z",
        "if x:\r  y\r  z\rw",
        "if x:\r\n\ty\r\n\tz\r\nw",
        "x = 0xFF_FF + 0o17 + 0b1_0 + 1_0.0e-1_0 + 1j + .5 + 5. + 00 + 0_0 + 1E5J",
        "1if x else 2",
        "x = [1for a in b]",
        "é = ñ = 变量 = _x1",
        "𝔘𝔫𝔦 = 1",
        "rb'\\'' Rb\"\" bR'''a''' BR''; u'a' U'b' R'c' 'd'",
        "'a\\\nb' \"\\\"\" '''\n'\n''\\'''' r'\\\\'",
        "f'{{}}{a!r:>{w}.{p}}' f'{a:%Y-%m}' f'{a!s}' f'{(lambda: 1)()}' f'{a:{b}}}}'",
        "f'{x:=5}{(x:=5)}{a != b}{a[1:2]}{ {1: 2}[1] }{a,}{*a, b}{yield}'",
        "f'\\N{BULLET}\\{a}\\n' rf'\\{a}\\N{a}' f'''{\na\n}'''",
        "f'''{a:\n}'''",
        "x = a if b else c if d else lambda *, e=1, **f: (yield)",
        "x = not a in b is not c not in d <= e",
        "x = -a ** -b ** ~c @ d // e",
        "async def f():\n  await a ** 2\n  return [x async for x in y if await z]",
        "async with a as (b, c), d as e.f, g as h[0]: pass",
        "with (a, b): pass\nwith (a): pass\nwith (a).b as c: pass\nwith (a, b) as c: pass",
        "with (yield): pass\nwith (a for a in b): pass\nwith (a as b): pass\nwith (): pass",
        "with (a := b): pass\nwith (a, b), c: pass",
        "for a, *b in *c, d: pass\nelse: pass",
        "del a, (b, c), [d], e.f, g[0],",
        "print(*a, **b, c=1, *d)\nf(a for a in b)\nf(a := 1, b)",
        "x[a:b, ::c, ..., *d, e:=1]",
        "global a, b; nonlocal c;",
        "from . import (a as b, c,)\nfrom ...d.e import f\nfrom .... import g\nfrom h import *",
        "x: int; (y): int = 1; z.a: b = yield; w[0]: c",
        "a = b = yield c\na += yield\nreturn_ = *a, b",
        "class C(a, *b, metaclass=c, **d): x = 1; y = 2",
        "match x:\n  case {'a': 1, b.c: d, **e} if e: pass\n  case A(b, c=d) as f: pass",
        "match x:\n  case None | True | 'a' 'b' | b'c' | [] | (): pass\n  case a, *_,: pass",
        "try:\n  pass\nexcept (A, B) as c: pass\nexcept: pass\nelse: pass\nfinally: pass",
        "lambda: (yield)\nlambda a, /, b=1, *c, d, **e: a",
        "@(yield)\n@a if b else c\n@d := e\nclass C: pass",
        "assert a, b\nraise A from b\nraise",
        "if a: b; c\nelif d: e\nelse: f",
        "x = (\n  # comment\n  1,\n)  # end",
        "x = {**a, 'b': c, **d}\ny = {*a, b}\nz = {a: b for a, b in c}");
  }
}
