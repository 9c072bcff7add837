from fastapi import FastAPI

from svc.locale import active
from svc.middleware import LocaleMiddleware

app = FastAPI()
app.add_middleware(LocaleMiddleware)


@app.get("/title")
async def title():
    return {"en": "Orders", "de": "Aufträge"}[active()]
