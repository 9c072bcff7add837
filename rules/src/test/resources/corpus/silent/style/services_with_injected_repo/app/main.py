from fastapi import FastAPI

from app.deps import Service

app = FastAPI()


@app.patch("/users/{user_id}")
async def rename(user_id: int, name: str, service: Service):
    return await service.rename(user_id, name)
