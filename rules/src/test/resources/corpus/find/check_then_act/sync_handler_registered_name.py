import hashlib

from fastapi import FastAPI, HTTPException

app = FastAPI()
users = {}


@app.post("/users")
def register(name: str, password: str):
    if name in users:
        raise HTTPException(409)
    digest = hashlib.scrypt(password.encode(), salt=name.encode(), n=2**14, r=8, p=1)
    users[name] = digest  # error: [check-then-act-across-await] users
    return {"name": name}
