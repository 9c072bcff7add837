import asyncio

import pytest

from app import store

calls = {"n": 0}


@pytest.fixture
async def filled():
    store["user"] = "ann"
    await asyncio.sleep(0)
    yield store["user"]
    store.clear()


@pytest.mark.asyncio
async def test_item(filled):
    before = calls["n"]
    await asyncio.sleep(0)
    calls["n"] = before + 1
    assert store["user"] == "ann"
