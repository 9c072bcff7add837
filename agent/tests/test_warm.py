"""Runs in a process that is used again are those of a fresh one."""

from __future__ import annotations

import unittest
from typing import Any

from .client import Agent, bodies

_SAME = ("status", "responses", "decisions", "schedule", "state", "left")


class Warm(unittest.TestCase):
    agent: Agent

    @classmethod
    def setUpClass(cls) -> None:
        cls.agent = Agent("plain:app")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.agent.close()

    def both(self, *paths: str, seed: int, mode: str = "strict") -> dict[str, Any]:
        options: dict[str, Any] = {"policy": {"name": "random", "seed": seed}, "mode": mode, "want": {"access": "ids"}}
        warm = self.agent.run(*paths, warm=True, **options)
        fresh = self.agent.run(*paths, **options)
        self.assertEqual({k: warm[k] for k in _SAME}, {k: fresh[k] for k in _SAME}, (paths, seed))
        return warm

    def test_the_process_is_used_again_and_every_run_is_that_of_a_fresh_one(self) -> None:
        for paths in (("/async", "/async"), ("/locked", "/async"), ("/thread-call", "/thread-call"), ("/who?a", "/who?b")):
            for mode in ("strict", "relaxed"):
                results = [self.both(*paths, seed=seed, mode=mode) for seed in range(6)]
                self.assertTrue(all("lost" not in r["warm"] for r in results), results[-1].get("warm"))
                self.assertGreater(max(r["warm"]["run"] for r in results), 5)

    def test_what_a_run_leaves_is_put_back(self) -> None:
        for _ in range(4):
            result = self.agent.run("/keeps", mode="serial", warm=True)
            self.assertEqual(bodies(result), [[1, 1, 1, 1]], result.get("warm"))
            self.assertNotIn("lost", result["warm"])

    def test_a_deadlock_ends_the_process_and_the_next_run_is_right(self) -> None:
        stuck = self.agent.run("/ab", "/ba", decisions=["A", "B"], warm=True)
        self.assertEqual(stuck["status"], "deadlock")
        self.assertIn("come to its end", stuck["warm"]["lost"])
        self.assertEqual(bodies(self.agent.run("/literal", mode="serial", warm=True)), [True])

    def test_a_killed_process_is_replaced(self) -> None:
        result = self.agent.run("/exit", warm=True)
        self.assertEqual(result["status"], "error")
        self.assertEqual(bodies(self.agent.run("/literal", mode="serial", warm=True)), [True])

    def test_setup_is_kept_and_another_setup_starts_again(self) -> None:
        setup = [{"k": "S", "method": "GET", "path": "/literal"}]
        for _ in range(3):
            self.assertEqual(bodies(self.agent.run("/literal", mode="serial", setup=setup, warm=True)), [False])
        self.assertEqual(bodies(self.agent.run("/literal", mode="serial", warm=True)), [True])


class Cold(unittest.TestCase):
    def test_state_of_a_library_makes_every_run_fresh(self) -> None:
        with Agent("plain:app") as agent:
            first = agent.run("/library", mode="serial", warm=True)
            self.assertIn("cannot be put back", first["warm"]["lost"])
            for _ in range(2):
                again = agent.run("/library", mode="serial", warm=True)
                self.assertEqual(bodies(again), [1])
                self.assertNotIn("warm", again)

    def test_a_database_makes_every_run_fresh(self) -> None:
        with Agent("plain:app") as agent:
            first = agent.run("/sqlite", mode="serial", warm=True)
            self.assertIn("database", first["warm"]["lost"])


if __name__ == "__main__":
    unittest.main()
