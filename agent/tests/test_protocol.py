"""The golden messages: what the other side is tested with is what the agent speaks."""

from __future__ import annotations

import json
import unittest
from typing import Any

from crosstalk_agent import PROTOCOL_VERSION
from crosstalk_agent.messages import limits, requests, watched

from .client import APPS, PACKAGE, Agent

GOLDEN = json.loads((PACKAGE / "golden" / "messages.json").read_text())


def shape(value: Any) -> Any:
    """Names and types of fields; maps with free keys and lists count by their first entry."""
    if isinstance(value, dict):
        return {k: shape(v) for k, v in sorted(value.items())}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__


_FREE = ("versions", "escapes", "state", "document", "instrumented", "routes", "why_not", "left", "setup")


class Golden(unittest.TestCase):
    def compare(self, name: str, message: dict[str, Any]) -> None:
        golden = dict(GOLDEN["fromAgent"][name])
        self.assertEqual(sorted(golden), sorted(message), name)
        for key in golden:
            if key not in _FREE and golden[key] is not None and message[key] is not None and message[key] != []:
                ours, theirs = shape(message[key]), shape(golden[key])
                if key == "timeline":
                    theirs = [shape(next(e for e in golden[key] if e["op"] == "W"))]
                    ours = [shape(next(e for e in message[key] if e["op"] == "W"))]
                if key in ("responses", "schedule", "timeline"):
                    ours, theirs = [sorted(ours[0])], [sorted(theirs[0])]
                self.assertEqual(ours, theirs, f"{name}.{key}")

    def test_versions_agree(self) -> None:
        self.assertEqual(GOLDEN["version"], PROTOCOL_VERSION)
        for group in ("toAgent", "fromAgent"):
            for name, message in GOLDEN[group].items():
                self.assertEqual((message["v"], message["t"]), (PROTOCOL_VERSION, name))

    def test_the_agent_answers_the_golden_messages_in_golden_form(self) -> None:
        to_agent = GOLDEN["toAgent"]
        init = dict(to_agent["init"], cwd=str(APPS))
        fields = {k: v for k, v in init.items() if k not in ("v", "t", "id", "app", "cwd")}
        with Agent("plain:app", **fields) as agent:
            self.compare("ready", agent.ready)
            self.compare("pong", agent.send(to_agent["ping"]))
            self.compare("openapi", agent.send(to_agent["openapi"]))
            self.compare("result", agent.send(to_agent["run"]))
            self.compare("fatal", agent.send({"v": 99, "t": "ping", "id": 5}))
            self.compare("fatal", agent.send({"v": 1, "t": "dance", "id": 5}))
            self.compare("fatal", agent.send({"v": 1, "t": "init", "id": 6, "app": "plain:app", "cwd": "."}))

    def test_the_run_message_is_understood(self) -> None:
        run = GOLDEN["toAgent"]["run"]
        self.assertEqual([(r.lane, r.method, r.target) for r in requests(run)][0], ("A", "GET", "/who?acme"))
        self.assertEqual(limits(run).wall_s, 30.0)
        self.assertEqual(watched(run), {"plain.shared": {"['tenant']"}})

    def test_broken_input_ends_the_agent_with_a_message(self) -> None:
        agent = Agent("plain:app")
        process = agent._process
        assert process.stdin is not None
        process.stdin.write(b"this is no JSON\n")
        process.stdin.flush()
        self.assertEqual(process.wait(20), 2)
        agent.close()


if __name__ == "__main__":
    unittest.main()
