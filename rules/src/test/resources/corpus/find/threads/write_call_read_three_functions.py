import requests
from fastapi import FastAPI, Header

app = FastAPI()
_auth = {}


def remember(token: str) -> None:
    _auth["token"] = token


def headers() -> dict:
    return {"authorization": _auth["token"]}  # error: [request-data-in-module-state] _auth


def profile() -> dict:
    return requests.get("https://api.example/me", headers=headers()).json()


@app.get("/profile")
def get_profile(authorization: str = Header()):
    remember(authorization)
    return profile()
