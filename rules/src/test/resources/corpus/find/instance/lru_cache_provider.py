import asyncio
from functools import lru_cache

from fastapi import Depends, FastAPI

app = FastAPI()


class Translator:
    def __init__(self) -> None:
        self.language = "en"

    async def translate(self, text: str) -> str:
        await asyncio.sleep(0.01)
        return f"{self.language}:{text}"  # error: [request-data-in-shared-instance] language


@lru_cache
def get_translator() -> Translator:
    return Translator()


@app.get("/translate")
async def translate(text: str, language: str, translator: Translator = Depends(get_translator)):
    translator.language = language
    return await translator.translate(text)
