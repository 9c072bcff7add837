from contextvars import ContextVar

from fastapi import FastAPI, Request
from sqlalchemy import create_engine, text
from sqlalchemy.orm import scoped_session, sessionmaker

scope: ContextVar[int] = ContextVar("scope")
engine = create_engine("sqlite:///app.db")
Session = scoped_session(sessionmaker(bind=engine), scopefunc=scope.get)
app = FastAPI()


@app.middleware("http")
async def session_scope(request: Request, call_next):
    scope.set(id(request))
    try:
        return await call_next(request)
    finally:
        Session.remove()


@app.get("/count")
def count():
    return {"count": Session.execute(text("select 1")).scalar()}
