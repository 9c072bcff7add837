import httpx


async def approve(amount: int) -> bool:
    async with httpx.AsyncClient() as client:
        response = await client.post("https://risk.example/approve", json={"amount": amount})
    return response.is_success
