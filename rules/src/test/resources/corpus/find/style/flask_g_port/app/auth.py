from fastapi import HTTPException, Request

from app.g import g


async def before_request(request: Request) -> None:
    token = request.headers.get("authorization")
    if token is None:
        raise HTTPException(401)
    g.user_id = int(token.split()[-1])
