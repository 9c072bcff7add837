import asyncio

import strawberry

seats = {"left": 5}


@strawberry.type
class Mutation:
    @strawberry.mutation
    async def book(self, count: int) -> int:
        if seats["left"] < count:
            raise ValueError("sold out")
        await asyncio.sleep(0.01)
        seats["left"] -= count  # error: [check-then-act-across-await]
        return seats["left"]
