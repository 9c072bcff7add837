from typing import Any

_context: dict[str, Any] = {}


def set_current_org(org_id: int) -> None:
    _context["org_id"] = org_id


def get_current_org() -> int | None:
    return _context.get("org_id")  # error: [request-data-in-module-state] _context
