"""What the source of an application looks for in requests."""

from __future__ import annotations

import ast
import unittest

from crosstalk_agent import asked


def looked_for(source: str, routes: list[dict[str, object]] | None = None) -> list[tuple[str, str, list[str]]]:
    asked.found.clear()
    asked.learn(ast.parse(source), "app.py")
    try:
        return [(one["in"], one["name"], one["paths"]) for one in asked.told(routes or [])]
    finally:
        asked.found.clear()


class Looks(unittest.TestCase):
    def test_headers_cookies_and_query_are_found_where_they_are_read(self) -> None:
        source = """
async def dispatch(request, call_next):
    tenant = request.headers.get("X-Tenant-ID", "none")
    session = request.cookies["session"]
    if "lang" in request.query_params:
        pass
    raw = dict(scope["headers"]).get(b"x-org")
    for name, value in scope["headers"]:
        if name == b"x-unit":
            pass
    kept = Headers(scope=scope).get("team")
"""
        self.assertEqual(
            looked_for(source),
            [
                ("header", "x-tenant-id", []),
                ("cookie", "session", []),
                ("query", "lang", []),
                ("header", "x-org", []),
                ("header", "x-unit", []),
                ("header", "team", []),
            ],
        )

    def test_what_is_written_or_belongs_to_the_transport_is_no_look(self) -> None:
        source = """
async def dispatch(request, call_next):
    response.headers["x-served-for"] = "me"
    request.headers.get("content-type")
    request.headers["authorization"]
    stock.get("lamp")
    scope["type"] == "http"
"""
        self.assertEqual(looked_for(source), [])

    def test_a_look_inside_a_route_belongs_to_its_path(self) -> None:
        source = """
@app.get("/me")
async def me(request):
    return request.headers["x-user"]
"""
        routes: list[dict[str, object]] = [{"path": "/me", "file": "app.py", "line": 2}]
        self.assertEqual(looked_for(source, routes), [("header", "x-user", ["/me"])])


if __name__ == "__main__":
    unittest.main()
