import asyncio

from fastapi import FastAPI

app = FastAPI()


class Document:
    def __init__(self, name: str) -> None:
        self.name = name
        self._text: str | None = None

    async def text(self) -> str:
        if self._text is None:
            await asyncio.sleep(0.01)
            self._text = f"text of {self.name}"  # ok: made for the request
        return self._text


@app.get("/documents/{name}")
async def get(name: str):
    document = Document(name)
    return {"a": await document.text(), "b": await document.text()}
