from fastapi import FastAPI

app = FastAPI()
fake_db: list[dict] = []
next_id = 0


@app.post("/todos")
async def create(text: str):
    global next_id
    next_id += 1
    todo = {"id": next_id, "text": text}
    fake_db.append(todo)
    return todo


@app.get("/todos")
async def listing(skip: int = 0, limit: int = 10):
    return fake_db[skip : skip + limit]
