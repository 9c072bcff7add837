from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException

from . import repository
from .context import bind

app = FastAPI(title="Reports")

_ORG_OF_TOKEN = {"harbour": 10, "clinic": 20}


async def caller_org(authorization: Annotated[str, Header()]) -> int:
    org_id = _ORG_OF_TOKEN.get(authorization.removeprefix("Bearer "))
    if org_id is None:
        raise HTTPException(401)
    return org_id


@app.get("/reports/{number}")
async def read_report(number: int, org_id: Annotated[int, Depends(caller_org)]) -> dict:
    bind(org_id)
    await repository.note_access(number)
    report = await repository.find_report(number)
    if report is None:
        raise HTTPException(404)
    return report
