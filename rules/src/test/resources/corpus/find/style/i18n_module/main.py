from fastapi import Depends, FastAPI, Header

import i18n
from mailer import send_welcome

app = FastAPI()


async def language(accept_language: str = Header("en")) -> None:
    i18n.set_language(accept_language[:2])


@app.post("/signup", dependencies=[Depends(language)])
async def signup(mail: str):
    await send_welcome(mail)
    return {"ok": True}
