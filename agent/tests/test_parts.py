"""The small parts on their own."""

from __future__ import annotations

import types
import unittest
import uuid

from crosstalk_agent.guard import ConnectionRefusedByCrosstalk, Guard
from crosstalk_agent.lanes import lane_of
from crosstalk_agent.messages import BadMessage, limits, requests
from crosstalk_agent.names import Names
from crosstalk_agent.state import snapshot
from crosstalk_agent.tape import Diverged, Tape
from crosstalk_agent.values import key_of, text_of


class Tapes(unittest.TestCase):
    def test_decisions_come_first_then_the_policy(self) -> None:
        tape = Tape(["B"])
        self.assertEqual([tape.choose(["A", "B"]), tape.choose(["A", "B"]), tape.choose(["A", "C"])], ["B", "B", "A"])
        self.assertEqual(tape.taken, ["B", "B", "A"])

    def test_a_seed_gives_the_same_tape(self) -> None:
        def draw(seed: int) -> list[str]:
            tape = Tape(policy="random", seed=seed)
            for _ in range(40):
                tape.choose(["A", "B", "run"])
            return tape.taken

        self.assertEqual(draw(3), draw(3))
        self.assertNotEqual(draw(3), draw(4))

    def test_a_decision_that_is_not_enabled_diverges(self) -> None:
        with self.assertRaises(Diverged) as caught:
            Tape(["C"]).choose(["A", "B"])
        self.assertEqual((caught.exception.want, caught.exception.have), ("C", ["A", "B"]))


class Naming(unittest.TestCase):
    def test_objects_of_modules_have_paths(self) -> None:
        module = types.ModuleType("shop")
        inner = {"x": {"deep": []}}
        setattr(module, "store", inner)
        names = Names()
        names.learn_paths({"shop": module})
        self.assertEqual(names.of(inner, "A"), "shop.store")
        self.assertEqual(names.of(inner["x"]["deep"], "B"), "shop.store['x']['deep']")

    def test_objects_of_a_request_are_counted_by_request(self) -> None:
        names = Names()
        mine, other = object(), object()
        self.assertEqual(names.of(mine, "A"), "A:object1")
        self.assertEqual(names.of(other, "A"), "A:object2")
        self.assertEqual(names.of(mine, "B"), "A:object1")
        self.assertFalse(names.is_shared("A:object1"))

    def test_lanes_of_keys(self) -> None:
        self.assertEqual([lane_of(k) for k in ("A", "B.t12", "run")], ["A", "B", "run"])


class Values(unittest.TestCase):
    def test_foreign_objects_show_no_code_of_theirs(self) -> None:
        class Loud:
            def __repr__(self) -> str:
                raise AssertionError("must not be called")

        self.assertEqual(text_of(Loud()), "<Loud>")
        self.assertEqual(text_of([Loud()]), "[<Loud>]")
        self.assertEqual(text_of({"a": 1}), "{'a': 1}")
        self.assertLessEqual(len(text_of("x" * 10_000)), 300)
        self.assertEqual(key_of((1, "a", Loud())), "(1, 'a', <Loud>)")
        self.assertEqual(text_of(uuid.UUID(int=1))[:5], "UUID(")

    def test_snapshots_enter_own_objects_only(self) -> None:
        module = types.ModuleType("shop")
        exec("class Box:\n    def __init__(self): self.n = 1; self.s = {2, 1}\nbox = Box()\nrows = [{'a': 1}]", module.__dict__)
        setattr(module, "foreign", threading_event())
        state = snapshot({"shop": module}, {"app.state": {"z": 3}})
        self.assertEqual(state["shop.box.n"], "1")
        self.assertEqual(state["shop.rows[0]['a']"], "1")
        self.assertEqual(state["app.state['z']"], "3")
        self.assertEqual(state["len(shop.box.s)"], "2")
        self.assertFalse([p for p in state if p.startswith("shop.foreign.")])


def threading_event() -> object:
    import threading

    return threading.Event()


class Guarding(unittest.TestCase):
    def test_only_this_machine_and_what_was_allowed(self) -> None:
        guard = Guard(["db.example"])
        for fine in ("127.0.0.1", "::1", "localhost", "db.example", "DB.example.", "127.8.9.1"):
            guard._audit("socket.getaddrinfo", (fine, 80))
            guard._audit("socket.connect", (None, (fine, 80)))
        guard._audit("socket.connect", (None, "/run/some.sock"))
        for far in ("192.0.2.1", "example.org", "2001:db8::1"):
            with self.assertRaises(ConnectionRefusedByCrosstalk):
                guard._audit("socket.connect", (None, (far, 80)))
        self.assertEqual(guard.refused, ["192.0.2.1", "example.org", "2001:db8::1"])


class Messages(unittest.TestCase):
    def test_bad_fields_are_named(self) -> None:
        for message, words in (
            ({"t": "run"}, "'requests' is missing"),
            ({"t": "run", "requests": [{"k": "run", "method": "GET", "path": "/"}]}, "lane"),
            ({"t": "run", "requests": [{"k": "A", "method": 3, "path": "/"}]}, "'method'"),
            ({"t": "run", "requests": [{"k": "A", "method": "GET", "path": "/", "body_b64": "?"}]}, "body"),
            ({"t": "run", "requests": [{"k": "A", "method": "GET", "path": "/", "headers": [1]}]}, "header"),
        ):
            with self.assertRaisesRegex(BadMessage, words):
                requests(message)

    def test_limits_have_defaults(self) -> None:
        bounds = limits({"t": "run", "limits": {"wall_ms": 250}})
        self.assertEqual((bounds.wall_s, bounds.steps), (0.25, 5_000))


if __name__ == "__main__":
    unittest.main()
