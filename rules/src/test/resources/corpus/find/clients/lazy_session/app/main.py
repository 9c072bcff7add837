from fastapi import FastAPI, Header

from app.http import session, sign

app = FastAPI()


@app.get("/repositories")
def repositories(x_token: str = Header()):
    sign(x_token)
    return session().get("https://git.example/repositories").json()
