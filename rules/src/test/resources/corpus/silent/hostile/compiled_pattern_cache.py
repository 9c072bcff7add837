"""A pure cache: whoever fills it, fills in the same."""

import re

from fastapi import FastAPI

app = FastAPI()
_patterns: dict[str, re.Pattern[str]] = {}


def pattern(text: str) -> re.Pattern[str]:
    found = _patterns.get(text)
    if found is None:
        found = _patterns[text] = re.compile(text)
    return found


@app.get("/match")
async def match(expression: str, text: str):
    return bool(pattern(expression).search(text))
