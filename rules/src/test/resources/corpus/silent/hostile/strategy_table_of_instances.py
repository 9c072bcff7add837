"""Stateless objects in a table."""

import asyncio

from fastapi import FastAPI, HTTPException

app = FastAPI()


class Parser:
    def __init__(self, separator: str) -> None:
        self.separator = separator

    async def parse(self, text: str) -> list[str]:
        await asyncio.sleep(0)
        return text.split(self.separator)


PARSERS = {"csv": Parser(","), "tsv": Parser("\t")}


@app.post("/parse/{kind}")
async def parse(kind: str, text: str):
    parser = PARSERS.get(kind)
    if parser is None:
        raise HTTPException(404)
    return await parser.parse(text)
