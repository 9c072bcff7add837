from fastapi import FastAPI, UploadFile

app = FastAPI()
upload = {}


async def chunks(file: UploadFile):
    while data := await file.read(4096):
        yield data


@app.post("/upload")
async def receive(file: UploadFile, owner: str):
    upload["owner"] = owner
    size = 0
    async for chunk in chunks(file):
        size += len(chunk)
    return {"owner": upload["owner"], "size": size}  # error: [request-data-in-module-state] upload
