"""Clients that leave before they are answered."""

from __future__ import annotations

import unittest

from .client import Agent, bodies


class Leaving(unittest.TestCase):
    def test_a_request_that_asks_is_told(self) -> None:
        with Agent("leaving:app") as agent:
            told = 0
            for at in range(1, 9):
                result = agent.run("/asks", "/asks", mode="serial", order=[f"A!{at}", "B"], want={"access": "evidence"})
                self.assertEqual(result["status"], "ok")
                if not result["gone"]:
                    break
                self.assertFalse(result["responses"][0]["complete"])
                self.assertEqual(sum(e["op"] == "leave" for e in result["timeline"]), 1)
                told += bodies(result)[1] == {"busy": ["/asks"], "heard": ["http.disconnect"]}
            self.assertGreater(told, 0)
            self.assertLess(at, 8, "the client cannot leave after the answer")
            self.assertEqual(result["listened"], ["A", "B"])
            self.assertEqual(bodies(result), [{"busy": [], "heard": []}] * 2)

    def test_a_request_that_never_asks_runs_to_its_end(self) -> None:
        with Agent("leaving:app") as agent:
            result = agent.run("/deaf", "/deaf", mode="serial", order=["A!2", "B"])
            self.assertEqual(result["gone"], ["A"])
            self.assertEqual(result["listened"], [])
            self.assertEqual(bodies(result)[1]["heard"], ["deaf", "deaf"])

    def test_it_leaves_at_the_same_place_again(self) -> None:
        with Agent("leaving:app") as agent:
            runs = [agent.run("/asks", "/asks", mode="serial", order=["A!3", "B"])["schedule"] for _ in range(10)]
            self.assertEqual(runs, runs[:1] * 10)

    def test_a_departure_that_is_none_is_refused(self) -> None:
        with Agent("leaving:app") as agent:
            self.assertIn("'A!x'", agent.run("/asks", mode="serial", order=["A!x"])["detail"])


if __name__ == "__main__":
    unittest.main()
