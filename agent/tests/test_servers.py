"""Drivers of database servers, made up here: what matters is what Crosstalk lets through to them."""

from __future__ import annotations

import os
import tempfile
import unittest
from pathlib import Path

from crosstalk_agent.servers import destination

from .client import Agent, bodies

PACKAGES = {
    "asyncpg/__init__.py": "from .connection import connect\n",
    "asyncpg/connection.py": "async def connect(dsn=None, *, host=None, database=None):\n    return 'asyncpg'\n",
    "psycopg/__init__.py": "from .connection import Connection\nconnect = Connection.connect\n",
    "psycopg/connection.py": (
        "class Connection:\n"
        "    @classmethod\n"
        "    def connect(cls, conninfo='', **named):\n"
        "        return cls.__name__\n"
    ),
    "psycopg2/__init__.py": "def connect(dsn=None, **named):\n    return 'psycopg2'\n",
    "pymysql/__init__.py": "from .connections import Connection\nconnect = Connection\n",
    "pymysql/connections.py": "class Connection:\n    def __init__(self, *, host=None, database=''):\n        self.database = database\n",
}

APP = """
import json
import asyncpg, psycopg, psycopg2, pymysql

async def app(scope, receive, send):
    if scope["type"] != "http":
        raise RuntimeError(scope["type"])
    name = scope["query_string"].decode()
    path = scope["path"]
    try:
        if path == "/asyncpg":
            found = await asyncpg.connect(f"postgresql://me@localhost/{name}")
        elif path == "/psycopg":
            found = psycopg.connect(f"host=127.0.0.1 dbname={name}")
        elif path == "/psycopg2":
            found = psycopg2.connect(dbname=name, host="/var/run")
        elif path == "/pymysql":
            found = pymysql.connect(host="localhost", database=name).database
        else:
            found = psycopg2.connect("host=db.example.com dbname=shop_test")
    except OSError as refused:
        found = str(refused)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(found).encode()})
"""


class Servers(unittest.TestCase):
    def setUp(self) -> None:
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        self.folder = Path(made.name) / "service"
        installed = Path(made.name) / "site-packages"
        for name, text in PACKAGES.items():
            (installed / name).parent.mkdir(parents=True, exist_ok=True)
            (installed / name).write_text(text)
        self.folder.mkdir()
        (self.folder / "service.py").write_text(APP)
        self.path = {"PYTHONPATH": f"{Path(__file__).resolve().parent.parent}{os.pathsep}{installed}"}

    def test_a_database_that_nobody_named_is_refused(self) -> None:
        with Agent("service:app", self.folder, env=self.path) as agent:
            for driver in ("asyncpg", "psycopg", "psycopg2", "pymysql"):
                result = agent.run(f"/{driver}?shop")
                self.assertIn("--allow-database shop", bodies(result)[0], driver)
                self.assertEqual(result["refused"], ["database:shop"], driver)

    def test_a_database_that_was_named_is_opened_and_noted(self) -> None:
        with Agent("service:app", self.folder, env=self.path, allow_databases=["shop_test"]) as agent:
            for driver, answer in (("asyncpg",) * 2, ("psycopg", "Connection"), ("psycopg2",) * 2, ("pymysql", "shop_test")):
                result = agent.run(f"/{driver}?shop_test")
                self.assertEqual(bodies(result), [answer], driver)
                self.assertEqual(result["escapes"], {"socket": 1}, driver)
                self.assertIn("--allow-database other", bodies(agent.run(f"/{driver}?other"))[0], driver)

    def test_hosts_are_checked_where_no_audit_hook_sees_them(self) -> None:
        with Agent("service:app", self.folder, env=self.path, allow_databases=["shop_test"]) as agent:
            result = agent.run("/far")
            self.assertIn("db.example.com", bodies(result)[0])
            self.assertEqual(result["refused"], ["db.example.com"])

    def test_the_ways_to_name_a_database(self) -> None:
        for args, named, expected in (
            (("postgresql://u:p@h1/shop",), {}, (["h1"], "shop")),
            (("postgresql://u@h1/shop",), {"database": "other"}, (["h1"], "other")),
            (("host=h1,h2 dbname='a b'",), {}, (["h1", "h2"], "a b")),
            (("postgresql:///shop?host=h3",), {}, (["h3"], "shop")),
            ((), {"host": ["h1", "h2"], "user": "me"}, (["h1", "h2"], "me")),
            ((), {"host": "/run/postgresql", "dbname": "x"}, ([], "x")),
            ((), {"conninfo": "hostaddr=10.0.0.1 dbname=y"}, (["10.0.0.1"], "y")),
        ):
            self.assertEqual(destination(args, named), expected)


if __name__ == "__main__":
    unittest.main()
