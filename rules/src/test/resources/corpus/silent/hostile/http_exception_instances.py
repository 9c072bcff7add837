from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")
credentials_error = HTTPException(401, headers={"WWW-Authenticate": "Bearer"})


async def user(token: str = Depends(scheme)) -> str:
    if token != "secret":
        raise credentials_error
    return "ann"


@app.get("/me")
async def me(name: str = Depends(user)):
    return name
