"""The report is made for the caller's tenant and kept under its number alone."""

from contextvars import ContextVar

from fastapi import FastAPI, Header

app = FastAPI()
tenant: ContextVar[str] = ContextVar("tenant", default="")
reports = {}


class Report:
    def __init__(self, number: int):
        self.number = number
        self.tenant = tenant.get()


@app.get("/reports/{number}")
async def report(number: int, authorization: str = Header()):
    tenant.set(authorization)
    found = reports.get(number)
    if found is None:
        found = Report(number)
        reports[number] = found  # error: [cache-key-without-identity] reports
    return {"tenant": found.tenant}
