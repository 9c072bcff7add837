from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm

app = FastAPI()
fake_users_db = {
    "johndoe": {"username": "johndoe", "hashed_password": "fakehashedsecret", "disabled": False},
}
oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")


def fake_decode_token(token: str):
    return fake_users_db.get(token)


async def get_current_user(token: Annotated[str, Depends(oauth2_scheme)]):
    user = fake_decode_token(token)
    if not user:
        raise HTTPException(401)
    return user


@app.post("/token")
async def login(form: Annotated[OAuth2PasswordRequestForm, Depends()]):
    if form.username not in fake_users_db:
        raise HTTPException(400)
    return {"access_token": form.username, "token_type": "bearer"}


@app.get("/users/me")
async def me(user: Annotated[dict, Depends(get_current_user)]):
    return user
