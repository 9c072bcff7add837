import asyncio

from fastapi import FastAPI, Header

app = FastAPI()


class Tenancy:
    _schema = "public"

    @classmethod
    def use(cls, schema: str) -> None:
        cls._schema = schema

    @classmethod
    def table(cls, name: str) -> str:
        return f"{cls._schema}.{name}"  # error: [request-data-in-shared-instance] _schema


async def connect() -> None:
    await asyncio.sleep(0.01)


@app.get("/table/{name}")
async def table(name: str, x_schema: str = Header()):
    Tenancy.use(x_schema)
    await connect()
    return Tenancy.table(name)
