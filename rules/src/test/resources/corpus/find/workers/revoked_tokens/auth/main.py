from fastapi import Depends, FastAPI, Header, status
from fastapi.responses import JSONResponse

app = FastAPI()
revoked: set[str] = set()


@app.post("/logout")
async def logout(authorization: str = Header()):
    revoked.add(authorization)
    return {"ok": True}


@app.get("/me")
async def me(authorization: str = Header()):
    if authorization in revoked:  # error: [process-local-state-with-many-workers] compose.yaml
        return JSONResponse({}, status_code=status.HTTP_401_UNAUTHORIZED)
    return {"ok": True}
