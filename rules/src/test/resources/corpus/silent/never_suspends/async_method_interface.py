from fastapi import FastAPI, Header

app = FastAPI()
current = {}


class MemoryUsers:
    def __init__(self) -> None:
        self._users = {"ann": 1}

    async def find(self, name: str) -> int | None:
        return self._users.get(name)


users = MemoryUsers()


@app.get("/me")
async def me(x_user: str = Header()):
    current["user"] = x_user
    found = await users.find(x_user)
    return {"user": current["user"], "id": found}  # ok
