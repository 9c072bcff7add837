"""Rewritten code does what the original does, in the same order."""

from __future__ import annotations

import ast
import builtins
import operator
import os
import sysconfig
import traceback
import types
import unittest
from pathlib import Path
from typing import Any

from crosstalk_agent import hooks, sites
from crosstalk_agent.rewrite import HOOKS, OPERATORS, rewrite

SNIPPETS = {
    "evaluation order": """
def f():
    seen = []
    def say(x, v=None):
        seen.append(x)
        return v
    d, o = {}, types.SimpleNamespace(a=1, b=[1, 2, 3])
    say("o", d)[say("k", "key")] = say("v", 3)
    say("p", o).a = say("w", 4)
    say("q", d)[say("l", "key")] += say("x", 5)
    say("r", o).a *= say("y", 2)
    say("s", o.b)[say("from", 0):say("to", 1)] = say("values", [9, 9])
    (say("t", d)[say("m", "other")], say("u", o).c), z = (say("n", 1), 2), 3
    del say("z", d)[say("k2", "key")]
    return seen, d, vars(o), z
""",
    "scopes": """
count = 0
items = []
def bump():
    global count
    count += 1
    count = count * 2
    return count
def shadow(items):
    return [items for items in items], (lambda count: count)(7)
class K:
    __private = 3
    total = 0
    def add(self, n):
        K.total += n
        self.__private = n
        return self.__private, K.total, super().__repr__()[:1]
def outer():
    items = 5
    class Inner:
        def get(self):
            return items
    def deeper():
        nonlocal items
        items += 1
        return items
    return Inner().get(), deeper(), Inner().get()
def f():
    items.append(1)
    return bump(), bump(), count, shadow([1, 2]), K().add(4), outer(), items
""",
    "statements": """
def f():
    "a docstring"
    out = []
    for i, (a, *b) in enumerate([(1, 2, 3), (4, 5)]):
        if not b:
            continue
        out.append((i, a, b))
    else:
        out.append("else")
    n = 3
    while n:
        n -= 1
    with contextlib.suppress(KeyError) as nothing:
        {}["missing"]
    try:
        [].pop()
    except IndexError as error:
        out.append(str(error))
    finally:
        out.append("finally")
    match {"kind": "x", "rest": [1, 2]}:
        case {"kind": kind, **others} if others["rest"]:
            out.append((kind, others))
    x: int = 4
    ns = types.SimpleNamespace()
    ns.y: int = x
    gen = (i * i for i in range(4) if i % 2)
    it = iter([1, 2])
    return out, n, ns, list(gen), next(it), 2 in {1: 1, 2: 2}, len("abc"), f"{ns.y!r:>5}", f.__doc__
""",
    "async": """
def f():
    async def agen():
        for i in range(3):
            yield i
    async def main():
        box = {}
        box["x"] = await asyncio.sleep(0, 5)
        async with contextlib.aclosing(agen()) as g:
            got = [i async for i in g]
        box["x"] += await asyncio.sleep(0, 1)
        return box, got, [await asyncio.sleep(0, j) for j in range(2)]
    return asyncio.run(main())
""",
}


def namespace(name: str) -> dict[str, Any]:
    import asyncio
    import contextlib

    return {"__name__": name, "types": types, "asyncio": asyncio, "contextlib": contextlib}


class Rewriting(unittest.TestCase):
    def setUp(self) -> None:
        setattr(builtins, HOOKS, hooks)
        setattr(builtins, OPERATORS, operator)
        self.seen: list[tuple[str, Any]] = []

    def tearDown(self) -> None:
        hooks.note = None

    def test_the_same_results(self) -> None:
        for name, source in SNIPPETS.items():
            with self.subTest(name):
                plain, changed = namespace("plain"), namespace("changed")
                exec(compile(source, "plain.py", "exec"), plain)
                expected = plain["f"]()
                exec(compile(rewrite(source, "changed.py"), "changed.py", "exec"), changed)
                hooks.note = lambda op, obj, key, *rest: self.seen.append((op, key))
                self.assertEqual(repr(changed["f"]()), repr(expected))
                hooks.note = None

    def test_reads_and_writes_are_told(self) -> None:
        source = "box = {}\ndef f():\n    box['k'] = 1\n    box['k'] += 1\n    return box.get('k'), len(box)\n"
        scope = namespace("m")
        exec(compile(rewrite(source, "m.py"), "m.py", "exec"), scope)
        events: list[tuple[str, Any, int, Any]] = []

        def note(op: str, obj: Any, key: Any, attribute: bool, site: int, value: Any) -> None:
            if obj is scope["box"]:
                events.append((op, key, sites.place(site)[1], value if key == "k" else None))

        hooks.note = note
        scope["f"]()
        self.assertEqual(
            events,
            [("W", "k", 3, 1), ("W", "#", 3, None), ("R", "k", 4, 1), ("W", "k", 4, 2), ("R", "k", 5, 2), ("R", "#", 5, None)],
        )

    def test_tracebacks_keep_their_lines(self) -> None:
        source = "def f():\n    x = {}\n    return (\n        x\n        ['gone']\n    )\n"
        scope = namespace("m")
        exec(compile(rewrite(source, "lines.py"), "lines.py", "exec"), scope)
        try:
            scope["f"]()
        except KeyError as error:
            lines = [f.lineno for f in traceback.extract_tb(error.__traceback__) if f.filename == "lines.py"]
            self.assertEqual(len(lines), 1)
            self.assertIn(lines[0], (3, 4, 5))
        else:
            self.fail("no exception")

    def test_the_standard_library_compiles(self) -> None:
        root = Path(sysconfig.get_path("stdlib"))
        files = sorted(root.glob("*.py"))[::4] + sorted((root / "asyncio").glob("*.py"))
        self.assertGreater(len(files), 40)
        for path in files:
            data = path.read_bytes()
            compile(rewrite(data, str(path)), str(path), "exec", dont_inherit=True)

    def test_modules_of_the_standard_library_behave(self) -> None:
        import colorsys
        import heapq
        import statistics
        import textwrap

        for module, call in (
            (textwrap, lambda m: m.fill("some words that need more than one line of text", 12)),
            (statistics, lambda m: (m.mean([1, 2, 4]), m.median([3, 1, 2]), m.stdev([1, 2, 3, 4]))),
            (colorsys, lambda m: m.rgb_to_hls(0.2, 0.4, 0.6)),
            (heapq, lambda m: (m.nsmallest(2, [3, 1, 2]), list(m.merge([1, 4], [2, 3])))),
        ):
            assert module.__file__ is not None
            scope: dict[str, Any] = {"__name__": module.__name__, "__file__": module.__file__}
            source = Path(module.__file__).read_bytes()
            exec(compile(rewrite(source, os.path.basename(module.__file__)), module.__file__, "exec"), scope)
            hooks.note = lambda *_: None
            self.assertEqual(call(types.SimpleNamespace(**scope)), call(module))
            hooks.note = None

    def test_module_level_and_class_bodies_stay(self) -> None:
        source = "x = {}\nx['a'] = 1\nclass K:\n    y = x['a']\n"
        self.assertEqual(ast.dump(rewrite(source, "s.py")), ast.dump(ast.parse(source)))


if __name__ == "__main__":
    unittest.main()
