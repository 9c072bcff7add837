"""Whole schedules of small applications, through the protocol."""

from __future__ import annotations

import unittest

from .client import Agent, bodies, exhaust


class Schedules(unittest.TestCase):
    agent: Agent

    @classmethod
    def setUpClass(cls) -> None:
        cls.agent = Agent("plain:app")

    @classmethod
    def tearDownClass(cls) -> None:
        cls.agent.close()

    def outcomes(self, *paths: str, mode: str = "strict", merge: bool = False) -> tuple[int, set[str]]:
        results = exhaust(self.agent, *paths, mode=mode, merge=merge)
        self.assertEqual({r["status"] for r in results}, {"ok"})
        return len(results), {str(bodies(r)) for r in results}

    def test_a_check_across_an_await_sells_twice(self) -> None:
        for mode in ("strict", "relaxed"):
            count, outcomes = self.outcomes("/async", "/async", mode=mode)
            self.assertEqual(outcomes, {"[True, True]", "[True, False]", "[False, True]"}, mode)
            self.assertGreater(count, 3)

    def test_without_an_await_nothing_can_come_between(self) -> None:
        for mode in ("strict", "relaxed"):
            _, outcomes = self.outcomes("/literal", "/literal", mode=mode)
            self.assertEqual(outcomes, {"[True, False]", "[False, True]"}, mode)

    def test_a_module_level_lock_works_in_every_run(self) -> None:
        _, outcomes = self.outcomes("/locked", "/locked")
        self.assertEqual(outcomes, {"[True, False]", "[False, True]"})

    def test_threads_are_preempted_only_at_calls(self) -> None:
        _, literal = self.outcomes("/thread", "/thread", merge=True)
        self.assertEqual(literal, {"[True, False]", "[False, True]"})
        _, call = self.outcomes("/thread-call", "/thread-call", mode="relaxed", merge=True)
        self.assertIn("[True, True]", call)

    def test_a_thread_lock_blocks_in_the_schedule(self) -> None:
        _, outcomes = self.outcomes("/thread-locked", "/thread-locked", mode="relaxed", merge=True)
        self.assertEqual(outcomes, {"[True, False]", "[False, True]"})

    def test_merging_keeps_the_outcomes(self) -> None:
        plain = self.outcomes("/async", "/literal", mode="relaxed")
        merged = self.outcomes("/async", "/literal", mode="relaxed", merge=True)
        self.assertEqual(plain[1], merged[1])
        self.assertLessEqual(merged[0], plain[0])

    def test_strict_order_is_the_order_of_a_stock_loop(self) -> None:
        """One turn of A against six of B: on a stock loop six turns never fit into one."""
        _, strict = self.outcomes("/mark", "/turns", mode="strict")
        self.assertEqual(strict, {"[true, true]".replace("true", "True")})
        results = exhaust(self.agent, "/who?a", "/who?b", mode="strict")
        self.assertIn(["b", "b"], [bodies(r) for r in results])

    def test_locks_in_opposite_order_deadlock_in_some_schedules(self) -> None:
        results = exhaust(self.agent, "/ab", "/ba")
        statuses = {r["status"] for r in results}
        self.assertEqual(statuses, {"ok", "deadlock"})
        stuck = next(r for r in results if r["status"] == "deadlock")
        self.assertEqual([w["lane"] for w in stuck["detail"]], ["A", "B"])
        self.assertTrue(all(w["line"] > 0 for w in stuck["detail"]))

    def test_decisions_replay_exactly(self) -> None:
        for paths in (("/async", "/async"), ("/thread-call", "/thread-call"), ("/ab", "/ba")):
            chance = self.agent.run(*paths, policy={"name": "random", "seed": 7}, merge=True)
            again = [
                self.agent.run(*paths, decisions=chance["decisions"], merge=True, want={"access": "evidence"})
                for _ in range(5)
            ]
            for result in again:
                self.assertEqual(result["schedule"], chance["schedule"])
                self.assertEqual(result["timeline"], again[0]["timeline"])
                self.assertEqual(result["state"], chance["state"])

    def test_a_wrong_decision_is_told(self) -> None:
        result = self.agent.run("/async", "/async", decisions=["A", "Z"])
        self.assertEqual(result["status"], "diverged")
        self.assertEqual(result["detail"]["want"], "Z")
        self.assertEqual(result["detail"]["n"], 1)

    def test_a_timeout_costs_no_real_time(self) -> None:
        result = self.agent.run("/timeout", "/timeout")
        self.assertEqual(bodies(result), ["timed out", "timed out"])
        self.assertLess(result["stats"]["ms"], 5_000)

    def test_work_without_end_does_not_hold_the_run(self) -> None:
        result = self.agent.run("/background", "/background")
        self.assertEqual((result["status"], result["left"]), ("ok", ["A", "B"]))

    def test_evidence_shows_values_and_places(self) -> None:
        result = self.agent.run("/who?acme", "/who?globex", decisions=["A", "B"], want={"access": "evidence"})
        events = [e for e in result["timeline"] if e["op"] in "RW" and e["key"] == "'tenant'"]
        self.assertEqual({e["loc"] for e in events}, {"plain.shared['tenant']"})
        self.assertEqual([(e["k"], e["op"], e["value"]) for e in events[:2]], [("A", "W", "'acme'"), ("B", "W", "'globex'")])
        self.assertEqual(events[2]["value"], "'globex'")
        self.assertTrue(all(e["file"].endswith("plain.py") and e["line"] > 1 for e in events))

    def test_serial_runs_follow_the_order(self) -> None:
        result = self.agent.run("/literal", "/literal", mode="serial", order=["B", "A"])
        self.assertEqual(bodies(result), [False, True])

    def test_setup_requests_run_first(self) -> None:
        setup = [{"k": "S", "method": "GET", "path": "/literal"}]
        result = self.agent.run("/literal", mode="serial", setup=setup)
        self.assertEqual((bodies(result), result["setup"][0]["status"]), ([False], 200))

    def test_the_state_of_one_run_never_reaches_the_next(self) -> None:
        for _ in range(3):
            self.assertEqual(bodies(self.agent.run("/literal", mode="serial")), [True])


class Trouble(unittest.TestCase):
    def test_output_of_the_application_does_not_disturb_the_protocol(self) -> None:
        with Agent("plain:app") as agent:
            self.assertEqual(bodies(agent.run("/print", "/print")), [True, True])

    def test_an_exception_is_a_failed_response(self) -> None:
        with Agent("plain:app") as agent:
            result = agent.run("/raise", "/literal")
            self.assertEqual(result["responses"][0]["exc"], "ValueError: broken on purpose")
            self.assertIsNone(result["responses"][0]["status"])
            self.assertEqual(bodies(result)[1], True)

    def test_the_end_of_a_child_is_an_error_and_the_agent_goes_on(self) -> None:
        with Agent("plain:app") as agent:
            result = agent.run("/exit")
            self.assertEqual(result["status"], "error")
            self.assertIn("status 7", result["detail"])
            self.assertEqual(bodies(agent.run("/literal")), [True])

    def test_a_loop_without_end_is_killed(self) -> None:
        with Agent("plain:app") as agent:
            result = agent.run("/spin", limits={"wall_ms": 300})
            self.assertEqual(result["status"], "timeout")

    def test_memory_is_bounded(self) -> None:
        with Agent("plain:app", memory_mb=600) as agent:
            result = agent.run("/memory", limits={"wall_ms": 20_000})
            text = str(result.get("detail")) + str([r["exc"] for r in result.get("responses", [])])
            self.assertIn("emory", text)

    def test_other_machines_are_out_of_reach(self) -> None:
        with Agent("plain:app") as agent:
            result = agent.run("/outside")
            self.assertEqual(bodies(result), ["ConnectionRefusedByCrosstalk"])
            self.assertEqual(result["refused"], ["192.0.2.1"])

    def test_a_failed_start_up_is_told(self) -> None:
        with Agent("plain:app", env={"PLAIN_FAILS": "1"}) as agent:
            result = agent.run("/literal")
            self.assertEqual(result["status"], "error")
            self.assertIn("no database", result["detail"])

    def test_what_cannot_be_loaded_is_told(self) -> None:
        for spec, words in (("nothing:app", "--app-dir"), ("plain:nothing", "no 'nothing'"), ("plain", "module:app")):
            with Agent(spec) as agent:
                self.assertEqual((agent.ready["t"], agent.ready["kind"]), ("fatal", "load"))
                self.assertIn(words, agent.ready["message"])

    def test_threads_at_import_make_forks_unfaithful(self) -> None:
        with Agent("threads_at_import:app") as agent:
            self.assertFalse(agent.ready["forkable"])
            self.assertIn("1 threads", agent.ready["why_not"][0])


if __name__ == "__main__":
    unittest.main()
