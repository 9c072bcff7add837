"""The reports of all companies. Each company numbers its own from one."""

import asyncio

from .context import current_org

_ROWS = {
    (10, 1): "Harbour traffic, week 12",
    (20, 1): "Clinic occupancy, March",
}


async def _round_trip() -> None:
    await asyncio.sleep(0.002)  # to the database and back


async def note_access(number: int) -> None:
    await _round_trip()


async def find_report(number: int) -> dict | None:
    org_id = current_org()
    await _round_trip()
    title = _ROWS.get((org_id, number))
    return None if title is None else {"org_id": org_id, "number": number, "title": title}
