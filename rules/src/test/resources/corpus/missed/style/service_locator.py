import asyncio

from fastapi import Depends, FastAPI, Header

app = FastAPI()


class Identity:
    def __init__(self) -> None:
        self.name = "nobody"


class Orders:
    def __init__(self, identity: Identity) -> None:
        self.identity = identity

    async def mine(self) -> list[str]:
        await asyncio.sleep(0.01)
        return [self.identity.name]  # missed: [request-data-in-shared-instance] name


class Container:
    def __init__(self) -> None:
        self.identity = Identity()
        self.orders = Orders(self.identity)


container = Container()


async def authenticate(x_user: str = Header()) -> None:
    container.identity.name = x_user


@app.get("/orders", dependencies=[Depends(authenticate)])
async def orders():
    return await container.orders.mine()
