from fastapi import FastAPI

app = FastAPI()
ctx = {}


def tenant() -> str:
    return ctx["tenant"]


@app.get("/me")
async def me(user: str):
    ctx["tenant"] = user
    return {"tenant": tenant()}
