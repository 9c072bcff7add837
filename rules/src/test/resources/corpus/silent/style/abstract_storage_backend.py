import asyncio
from pathlib import Path

from fastapi import FastAPI, UploadFile

app = FastAPI()


class Storage:
    def __init__(self, root: Path) -> None:
        self.root = root

    async def save(self, name: str, data: bytes) -> int:
        path = self.root / name
        await asyncio.to_thread(path.write_bytes, data)
        return len(data)


storage = Storage(Path("uploads"))


@app.post("/upload")
async def upload(file: UploadFile):
    data = await file.read()
    size = await storage.save(file.filename or "file", data)
    return {"size": size}
