"""The file that an application names is never changed, and every run starts from it."""

from __future__ import annotations

import glob
import os
import pathlib
import sqlite3
import tempfile
import threading
import unittest

from crosstalk_agent import sql

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

    def test_random_values_go_on_after_a_setup_that_was_sent_once(self) -> None:
        setup = [{"k": f"S{n}", "method": "GET", "path": "/id"} for n in range(3)]
        with tempfile.TemporaryDirectory() as folder:
            with Agent("filed:app", env={"FILED": os.path.join(folder, "new.db")}) as agent:
                first = agent.run("/", mode="serial", setup=setup)["setup"]
                agent.run("/", mode="serial", setup=setup[:1])
            with Agent("filed:app", env={"FILED": os.path.join(folder, "new.db")}) as agent:
                agent.run("/", mode="serial", setup=setup[:1])
                again = agent.run("/", mode="serial", setup=setup)["setup"]
            self.assertEqual([r["body_b64"] for r in again], [r["body_b64"] for r in first])
            self.assertEqual(len({r["body_b64"] for r in again}), 3)

    def test_what_the_import_wrote_is_there_in_every_run_but_not_in_the_folder(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "new.db")
            with Agent("filed:app", env={"FILED": path}) as agent:
                for _ in range(2):
                    self.assertEqual(bodies(agent.run("/", mode="serial", warm=True)), [1])
            self.assertEqual(os.listdir(folder), [])
            self.assertEqual([p for d in (tempfile.gettempdir(), "/dev/shm") for p in glob.glob(f"{d}/crosstalk-db-{agent.pid}-*")], [])


class Locks(unittest.TestCase):
    def pair(self, folder: str) -> tuple[sqlite3.Connection, sqlite3.Connection]:
        path = os.path.join(folder, "locks.db")
        one, other = (
            sqlite3.connect(path, timeout=0.01, factory=sql.Connection, check_same_thread=False) for _ in range(2)
        )
        one.execute("create table t (n int)")
        one.execute("insert into t values (0)")
        one.commit()
        return one, other

    def test_a_statement_waits_for_the_lock_of_another_connection(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            one, other = self.pair(folder)
            one.execute("update t set n = n + 1")
            finish = threading.Timer(0.2, one.commit)
            finish.start()
            other.execute("update t set n = n + 1")
            other.commit()
            finish.join()
            self.assertEqual(one.execute("select n from t").fetchone(), (2,))
            self.assertFalse(sql.lock_wait(1))
            one.close()
            other.close()

    def test_the_patience_of_the_application_counts(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            one, other = self.pair(folder)
            other.patience = 0.1  # type: ignore[attr-defined]
            one.execute("update t set n = n + 1")
            with self.assertRaisesRegex(sqlite3.OperationalError, "locked"):
                other.execute("update t set n = n + 1")
            one.close()
            other.close()


if __name__ == "__main__":
    unittest.main()
