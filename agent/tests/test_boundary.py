"""What `crosstalk boundary` prints: each line names the test that shows it."""

from __future__ import annotations

import importlib
import json
import unittest
from pathlib import Path

LIST = Path(__file__).resolve().parent.parent / "boundary.json"
KINDS = ["controlled", "restored", "waited for", "detected", "refused", "escapes"]


class Boundary(unittest.TestCase):
    def test_every_line_is_tested(self) -> None:
        rows = json.loads(LIST.read_text(encoding="utf-8"))
        for row in rows:
            self.assertEqual(sorted(row), ["how", "kind", "test", "what"])
            module, kind, method = row["test"].split(".")
            found = getattr(importlib.import_module(f"{__package__}.{module}"), kind, None)
            self.assertTrue(found is not None and issubclass(found, unittest.TestCase), row["test"])
            self.assertTrue(callable(getattr(found, method, None)), row["test"])
        self.assertEqual(list(dict.fromkeys(row["kind"] for row in rows)), KINDS)
        self.assertEqual(len({row["what"] for row in rows}), len(rows))


if __name__ == "__main__":
    unittest.main()
