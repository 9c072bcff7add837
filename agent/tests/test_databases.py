"""The file that an application names is never changed, and every run starts from it."""

from __future__ import annotations

import glob
import os
import pathlib
import sqlite3
import tempfile
import unittest

from .client import Agent, bodies


class Files(unittest.TestCase):
    def test_runs_start_from_the_file_and_leave_it_alone(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "shop.db")
            made = sqlite3.connect(path)
            made.executescript("create table counter (id integer primary key, value int); insert into counter values (1, 41)")
            made.close()
            before = pathlib.Path(path).read_bytes()
            with Agent("filed:app", env={"FILED": path}) as agent:
                for _ in range(3):
                    result = agent.run("/", "/", mode="serial", want={"access": "evidence"})
                    self.assertEqual(bodies(result), [42, 43])
                    self.assertEqual(result["state"]["table counter[1].value"], "43")
                updates = [e for e in result["timeline"] if e["op"] == "SQL" and e["value"].startswith("update")]
                self.assertTrue(all(e["file"].endswith("filed.py") and e["line"] > 20 for e in updates), updates)
            self.assertEqual(pathlib.Path(path).read_bytes(), before)

    def test_a_setup_that_lives_in_the_database_is_sent_once(self) -> None:
        setup = [{"k": f"S{n}", "method": "GET", "path": "/"} for n in range(3)]
        with tempfile.TemporaryDirectory() as folder:
            with Agent("filed:app", env={"FILED": os.path.join(folder, "new.db")}) as agent:
                for length in (1, 2, 3, 3):
                    result = agent.run("/", mode="serial", setup=setup[:length])
                    self.assertEqual(bodies(result), [length + 1])
                    self.assertNotIn("saved", result)
                    self.assertEqual([r["body_b64"] for r in result["setup"]], ["MQ==", "Mg==", "Mw=="][:length])

    def test_what_the_import_wrote_is_there_in_every_run_but_not_in_the_folder(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "new.db")
            with Agent("filed:app", env={"FILED": path}) as agent:
                for _ in range(2):
                    self.assertEqual(bodies(agent.run("/", mode="serial", warm=True)), [1])
            self.assertEqual(os.listdir(folder), [])
            self.assertEqual(glob.glob(os.path.join(tempfile.gettempdir(), f"crosstalk-db-{agent.pid}-*")), [])


if __name__ == "__main__":
    unittest.main()
