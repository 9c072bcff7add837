from fastapi import FastAPI

app = FastAPI()
store: dict[str, str] = {}


@app.get("/items/{key}")
async def item(key: str):
    return store.get(key)
