from fastapi import Depends, FastAPI

app = FastAPI()


async def current_user() -> str:
    return "ann"


def testing(app: FastAPI) -> None:
    app.dependency_overrides[current_user] = lambda: "tester"


@app.get("/me")
async def me(user: str = Depends(current_user)):
    return user
