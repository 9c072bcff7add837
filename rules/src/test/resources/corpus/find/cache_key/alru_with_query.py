from contextvars import ContextVar

from async_lru import alru_cache
from fastapi import Depends, FastAPI
from fastapi.security import APIKeyHeader

app = FastAPI()
key_header = APIKeyHeader(name="x-key")
_tenant: ContextVar[str] = ContextVar("tenant")


async def use_tenant(key: str = Depends(key_header)) -> None:
    _tenant.set(await tenant_of(key))


async def tenant_of(key: str) -> str:
    return await db.fetch_value("select tenant from keys where key = $1", key)


def current_tenant() -> str:
    return _tenant.get()


@alru_cache(ttl=60)  # error: [cache-key-without-identity, severity=critical] totals()
async def totals(year: int):
    return await db.fetch("select sum(x) from t where tenant = $1 and y = $2", current_tenant(), year)


@app.get("/totals/{year}", dependencies=[Depends(use_tenant)])
async def show(year: int):
    return await totals(year)
